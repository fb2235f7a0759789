import fs from 'node:fs';
import path from 'node:path';
import { chartPanels, renderChart } from './chart.ts';
import { describeMachine } from './machine-words.ts';
import { toMarkdown } from './report.ts';
import type { BenchResult } from './result.ts';
import { loadResult, saveResult } from './result-file.ts';

const root = path.join(import.meta.dirname, '..', '..');
const marks = ['<!-- measured -->', '<!-- /measured -->'] as const;

const resultFile = path.join(import.meta.dirname, 'result.json');

/** What the pages tell now. */
export const loadPages = (): BenchResult => loadResult(resultFile);

/** Puts a result into the JSON file and the README beside this file, and into the project's README with its chart. */
export function writePages(result: BenchResult): void {
  saveResult(resultFile, result);
  putBetweenMarks(path.join(import.meta.dirname, 'README.md'), toMarkdown(result));
  const part = result.parts['100k'];
  if (part === undefined) return;
  fs.writeFileSync(path.join(root, '.github', 'screenshots', 'speed.svg'), renderChart(chartPanels(part), part));
  putBetweenMarks(path.join(root, 'README.md'), describeChart(part));
}

function describeChart(part: Parameters<typeof renderChart>[1]): string {
  const { place, programs } = describeMachine(part.machine);
  return [
    '![Seconds for one more backup, Holdfast and others](.github/screenshots/speed.svg)',
    '',
    `${part.description}; ${place}; ${programs}.`,
  ].join('\n');
}

function putBetweenMarks(file: string, markdown: string): void {
  fs.writeFileSync(file, replaceBetweenMarks(fs.readFileSync(file, 'utf8'), markdown));
}

export function replaceBetweenMarks(text: string, markdown: string): string {
  const [begin, end] = [text.indexOf(marks[0]), text.indexOf(marks[1])];
  if (begin === -1 || end < begin) throw new Error(`a page has lost its marks ${marks.join(' and ')}`);
  return `${text.slice(0, begin)}${marks[0]}\n${markdown}\n${text.slice(end)}`;
}
