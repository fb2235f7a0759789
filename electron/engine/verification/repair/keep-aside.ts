import fs from 'node:fs';
import path from 'node:path';
import { recordOrNull } from '../../backup/hash-files.ts';
import { type FileRecord, fileType } from '../../catalogue/file-record.ts';
import { writeDurably } from '../../repository/write-durably.ts';
import { fsPath } from '../../tools/fs-path.ts';
import type { Workshop } from './repair-scope.ts';

interface Kept {
  /** Where the damaged copy lies, and what it is; null where nothing is there. */
  readonly file: string;
  readonly now: FileRecord | null;
  readonly note: Readonly<Record<string, unknown>>;
}

/**
 * Keeps a damaged copy, and a note on what it is. A file gets another name there and stays where it is until its
 * replacement takes that name; anything else is moved.
 */
export function keepAside(workshop: Workshop, { file, now, note }: Kept): void {
  writeDurably(workshop.note, `${JSON.stringify(note, null, 2)}\n`);
  if (now === null) {
    fs.rmdirSync(fsPath(workshop.aside));
    return;
  }
  const kept = path.join(workshop.aside, path.basename(file));
  if (now.type === fileType.file && tryLink(file, kept)) return;
  fs.renameSync(fsPath(file), fsPath(kept));
}

/** Where the damaged copy was not replaced after all, it need not be kept twice. */
export function forgetAside({ note, aside }: Workshop, { file, now }: Omit<Kept, 'note'>): void {
  if (now?.type !== fileType.file || recordOrNull(file)?.ino !== now.ino) return;
  for (const gone of [path.join(aside, path.basename(file)), note]) fs.rmSync(fsPath(gone), { force: true });
}

/** False where there are no hard links, or no more of them. */
function tryLink(from: string, to: string): boolean {
  try {
    fs.linkSync(fsPath(from), fsPath(to));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM' || code === 'EMLINK' || code === 'ENOTSUP' || code === 'EOPNOTSUPP') return false;
    throw error;
  }
}
