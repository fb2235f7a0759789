import fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { lstatOrCode } from '../backup/look-at.ts';
import { fileType } from '../catalogue/file-record.ts';
import { plannedAction, type RestoreList } from '../restore/restore-list.ts';
import { foldersAbove } from '../restore/restore-targets.ts';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';
import { linkText } from '../tools/record-of.ts';
import { type NotSaved, unreadable } from './not-saved.ts';
import { type SafetySheet, toSavedEntry } from './safety-sheet.ts';

const breathMs = 20;
const pageSize = 2000;

interface Touched {
  readonly path: string;
  readonly action: number;
}

/**
 * Puts on the sheet whatever is there now and would be overwritten, deleted or given other attributes by a restore, with
 * the folders above it. Says what can't be read.
 */
export async function selectEntries(
  { signal }: Pick<RunContext, 'signal'>,
  {
    list,
    sheet,
    notSaved,
  }: { readonly list: Pick<RestoreList, 'db'>; readonly sheet: SafetySheet; readonly notSaved: NotSaved },
): Promise<void> {
  const addAbove = createAbove(sheet);
  let breatheAt = performance.now() + breathMs;
  for (const { path, action } of readTouched(list)) {
    if (performance.now() > breatheAt) {
      await setImmediate();
      signal.throwIfAborted();
      breatheAt = performance.now() + breathMs;
    }
    const stats = lstatOrCode(path);
    if (stats === 'ENOENT' || stats === 'ENOTDIR') {
      if (action !== plannedAction.delete) sheet.addCreated(path);
    } else if (typeof stats === 'string') {
      notSaved.add(path, unreadable(stats));
    } else {
      const problem = select(sheet, path, stats);
      if (problem === null) addAbove(path);
      else notSaved.add(path, problem);
    }
  }
}

/** All that is not simply new. The list is not written meanwhile. */
function* readTouched(list: Pick<RestoreList, 'db'>): Generator<Touched> {
  const page = list.db.prepare<[string], Touched>(
    `SELECT path, action FROM item WHERE path > ? AND failed = 0 AND action <> ${plannedAction.create} AND path <> '/'
     ORDER BY path LIMIT ${pageSize}`,
  );
  for (let after = ''; ; ) {
    const rows = page.all(after);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.path;
  }
}

/** Gives why it can't be read; null if it can. */
function select(sheet: SafetySheet, path: string, stats: fs.BigIntStats): string | null {
  try {
    const entry = toSavedEntry(path, stats, stats.isSymbolicLink() ? linkText(path) : null);
    if (entry.type === fileType.file) fs.accessSync(fsPath(path), fs.constants.R_OK);
    sheet.add(entry);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return unreadable(code);
  }
}

/** Each folder is looked at once. */
function createAbove(sheet: SafetySheet): (path: string) => void {
  const known = new Set<string>();
  return (path) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (folder === '' || known.has(folder)) return;
    for (const above of foldersAbove(path)) {
      if (known.has(above)) continue;
      known.add(above);
      const stats = lstatOrCode(above);
      if (typeof stats !== 'string') sheet.addAbove(toSavedEntry(above, stats, null));
    }
  };
}
