import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';

/** What lies at a path, or the system's code for why it can't be looked at. */
export function lstatOrCode(path: string): fs.BigIntStats | string {
  try {
    return fs.lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false }) ?? 'ENOENT';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO';
  }
}
