import fs from 'node:fs';
import path from 'node:path';
import type { BenchResult } from './result.ts';

/** A new folder, on the disk to be measured. */
export const makeWorkFolder = (above: string): string =>
  fs.mkdtempSync(path.join(fs.realpathSync(above), 'holdfast-bench-'));

/** Nothing where there is no such file yet. */
export function loadResult(file: string): BenchResult {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { parts: {} };
}

export function saveResult(file: string, result: BenchResult): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}
