import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';

/** The first line of a file, `-` for standard input. Throws `invalid-input`; no message tells a password. */
export function readPassword(file: string, resolve: (path: string) => string): string {
  const [first = ''] = readText(file, resolve).split(/\r?\n/);
  if (first !== '') return first;
  throw new HoldfastError('invalid-input', { reason: `There is no password in the first line of ${file}.` });
}

function readText(file: string, resolve: (path: string) => string): string {
  try {
    return fs.readFileSync(file === '-' ? 0 : resolve(file), 'utf8');
  } catch (error) {
    const reason = `${file} can’t be read (${error instanceof Error ? error.message : error}).`;
    throw new HoldfastError('invalid-input', { reason }, error);
  }
}
