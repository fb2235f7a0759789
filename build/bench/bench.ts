import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { summarise, toMarkdown } from './report.ts';
import { runScenarios } from './scenarios.ts';

const here = import.meta.dirname;
const marks = ['<!-- measured -->', '<!-- /measured -->'] as const;

/** `npm run bench -- [--quick] [--rounds N] [--folder DIR] [--write]`: measures Holdfast beside rsync on the same trees. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      folder: { type: 'string', default: os.tmpdir() },
      write: { type: 'boolean', default: false },
    },
  });
  const work = fs.mkdtempSync(path.join(fs.realpathSync(values.folder), 'holdfast-bench-'));
  const shape = { files: values.quick ? 10_000 : 100_000, filesInFolder: 9, averageBytes: 8000 };
  const command = path.join(here, '..', '..', 'dist', 'node', 'holdfast.js');
  const say = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const result = await runScenarios({ work, command, shape, rounds: Number(values.rounds), say });
    const rows = summarise(result);
    const markdown = toMarkdown(rows, result, shape);
    process.stdout.write(`${markdown}\n`);
    if (values.write) write(markdown, rows);
  } finally {
    say('removing what the bench made');
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** Puts the measured part into the README beside this file, and the rows into a JSON file. */
function write(markdown: string, rows: unknown): void {
  const file = path.join(here, 'README.md');
  const text = fs.readFileSync(file, 'utf8');
  const [before] = text.split(marks[0]);
  const [, after] = text.split(marks[1]);
  fs.writeFileSync(file, `${before}${marks[0]}\n${markdown}\n${marks[1]}${after}`);
  fs.writeFileSync(path.join(here, 'result.json'), `${JSON.stringify(rows, null, 2)}\n`);
}

await main();
