import path from 'node:path';
import { deleteTrees } from './delete-trees.ts';
import { measure } from './measure.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { loadPages, writePages } from './pages.ts';
import { toMarkdown } from './report.ts';
import type { BenchResult } from './result.ts';
import { loadResult, makeWorkFolder, saveResult } from './result-file.ts';

const kept = path.join(import.meta.dirname, '..', '..', 'dist', 'bench');
const say = (line: string): void => void process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);

/** `npm run bench -- [OPTIONS]`: measures Holdfast beside other programs on the same trees in the same run. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const options = optionsOf(args);
  if (options === undefined) return 2;
  // What is known so far, also of a bench that was ended early.
  const file = path.join(kept, options.quick ? 'quick.json' : 'result.json');
  if (options.report) {
    tell(loadResult(file), options);
    return 0;
  }
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
  const work = makeWorkFolder(options.folder);
  const went = await measure({
    options,
    work,
    signal: interrupt.signal,
    say,
    keep: (result) => saveResult(file, result),
  });
  tell(went.result, options);
  say(options.keep ? `kept: ${work}` : 'deleting what the bench made');
  if (!options.keep) await deleteTrees(work);
  if (interrupt.signal.aborted) return 130;
  return went.complete ? 0 : 1;
}

/** Undefined, after saying how it is used, where the arguments are wrong. */
function optionsOf(args: readonly string[]): BenchOptions | undefined {
  try {
    return readOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    return undefined;
  }
}

function tell(result: BenchResult, { write }: BenchOptions): void {
  if (!write) {
    process.stdout.write(`${toMarkdown(result)}\n`);
    return;
  }
  // Parts that were not measured now stay as they were.
  const known = loadPages();
  const all = {
    browse: result.browse ?? known.browse,
    database: result.database ?? known.database,
    start: result.start ?? known.start,
    parts: { ...known.parts, ...result.parts },
  };
  process.stdout.write(`${toMarkdown(all)}\n`);
  writePages(all);
}

process.exitCode = await main(process.argv.slice(2));
