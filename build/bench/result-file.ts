import fs from 'node:fs';
import path from 'node:path';
import type { BenchResult } from './result.ts';

/** Nothing where there is no such file yet. */
export function loadResult(file: string): BenchResult {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { parts: {} };
}

export function saveResult(file: string, result: BenchResult): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}
