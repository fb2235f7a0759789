import fs from 'node:fs';
import path from 'node:path';
import { fsPath } from '../tools/fs-path.ts';

/** Writes a small file so that it is either the old or the new one, whole, whatever happens: temp, fsync, rename, fsync folder. */
export function writeDurably(file: string, content: string, mode = 0o600): void {
  const temporary = `${file}.${crypto.randomUUID()}.tmp`;
  const handle = fs.openSync(fsPath(temporary), 'w', mode);
  try {
    fs.writeFileSync(handle, content);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(fsPath(temporary), fsPath(file));
  syncFolder(path.dirname(file));
}

/** Makes renames and new names in a folder durable. */
export function syncFolder(folder: string): void {
  const handle = fs.openSync(fsPath(folder), 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
