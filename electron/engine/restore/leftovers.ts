import fs from 'node:fs';
import path from 'node:path';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import type { JournalHeader } from './journal.ts';
import { problemAbove } from './refuse-link-above.ts';
import { plannedAction, type RestoreList } from './restore-list.ts';

/** Tells the names of what the runs of a restore write beside its place from all others. */
export function leftoverTest({ runId, continuedBy }: Pick<JournalHeader, 'runId' | 'continuedBy'>) {
  const beginnings = [runId, ...continuedBy].map((id) => `.holdfast-${id}`);
  return (name: string): boolean =>
    beginnings.some((beginning) => name === beginning || name.startsWith(`${beginning}-`));
}

export interface WrittenFolders {
  readonly folders: readonly string[];
  /** Path to go on after; null at the end. */
  readonly next: string | null;
}

const stretch = 5000;

/** Folders into which a restore wrote, as far as a stretch of its items tells. */
export function writtenFolders({ db }: RestoreList, after: string): WrittenFolders {
  const paths = db
    .prepare<[string], string>(
      `SELECT path FROM item WHERE path > ? AND action <> ${plannedAction.delete} ORDER BY path LIMIT ${stretch}`,
    )
    .pluck()
    .all(after);
  const folders = new Set(paths.map((item) => path.posix.dirname(item)));
  return { folders: [...folders], next: paths.length < stretch ? null : (paths.at(-1) ?? null) };
}

/** Removes what a restore that was cut off had half written beside its place. */
export function removeLeftovers(journal: RestoreList, header: JournalHeader): void {
  const isLeftover = leftoverTest(header);
  for (let after: string | null = ''; after !== null; ) {
    const { folders, next }: WrittenFolders = writtenFolders(journal, after);
    for (const folder of folders) removeFrom(folder, isLeftover);
    after = next;
  }
}

function removeFrom(folder: string, isLeftover: (name: string) => boolean): void {
  if (problemAbove(path.posix.join(folder, 'x')) !== null) return;
  for (const name of namesIn(folder)) {
    if (isLeftover(name)) fs.rmSync(fsPath(path.posix.join(folder, name)), { force: true });
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readNames(folder);
  } catch {
    // Gone, or not ours to read: then nothing was written there either.
    return [];
  }
}
