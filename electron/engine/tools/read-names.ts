import fs from 'node:fs';
import { decodePathText, mayHaveLostBytes } from '#shared/domain/path-text.ts';
import { fsPath } from './fs-path.ts';

/** Names in a folder as path text, in the order the system gives them. Throws what readdir throws. */
export function readNames(folder: string): string[] {
  const target = fsPath(folder);
  const names = fs.readdirSync(target, 'utf8');
  if (!names.some(mayHaveLostBytes)) return names;
  return fs.readdirSync(target, 'buffer').map(decodePathText);
}
