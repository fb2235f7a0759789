import fs from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { PlanPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';

/** Removes everything in a plan's trash; gives how many entries. The plan's lock must be held. */
export async function emptyTrash(context: RunContext, paths: PlanPaths): Promise<number> {
  if (!fs.existsSync(fsPath(paths.trash))) return 0;
  let entries = 0;
  const onRemoved = (count: number): void => {
    entries += count;
    context.progress.advance({ files: count });
  };
  for (const name of readNames(paths.trash)) {
    await removeTrash(path.join(paths.trash, name), { signal: context.signal, onRemoved });
  }
  return entries;
}

interface TrashOptions {
  readonly signal: AbortSignal;
  /** Called with how many entries have gone since the last call. */
  readonly onRemoved: (entries: number) => void;
}

const breathMs = 20;

/**
 * Removes a folder in the trash, and all below it: also what is read-only, and on a full disk, since nothing is written.
 * Links are not followed. What a cut leaves is removed the next time. Throws what removing throws.
 */
async function removeTrash(folder: string, { signal, onRemoved }: TrashOptions): Promise<void> {
  let breatheAt = performance.now() + breathMs;
  let removed = 0;
  const breathe = async (): Promise<void> => {
    onRemoved(removed);
    removed = 0;
    await setImmediate();
    signal.throwIfAborted();
    breatheAt = performance.now() + breathMs;
  };
  const removeFolder = async (path: string): Promise<void> => {
    for (const name of open(path)) {
      const entry = `${path}/${name}`;
      if (!unlink(entry)) await removeFolder(entry);
      removed += 1;
      if (performance.now() > breatheAt) await breathe();
    }
    fs.rmdirSync(fsPath(path));
  };
  if (!unlink(folder)) await removeFolder(folder);
  onRemoved(removed + 1);
}

/** Names in a folder, which is made writable if it is not: it is on its way out, and no file of it. */
function open(folder: string): string[] {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) fs.chmodSync(fsPath(folder), 0o700);
  return readNames(folder);
}

/** False for a folder. */
function unlink(path: string): boolean {
  try {
    fs.unlinkSync(fsPath(path));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return true;
    // Linux says EISDIR, others EPERM.
    if (code === 'EISDIR' || code === 'EPERM') return false;
    throw error;
  }
}
