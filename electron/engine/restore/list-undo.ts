import { HoldfastError } from '#shared/errors.ts';
import type { TreePool } from '../backup/tree-pool.ts';
import { fileType } from '../catalogue/file-record.ts';
import { readNames } from '../tools/read-names.ts';
import { linkText, recordOf } from '../tools/record-of.ts';
import { isAsLeft, type JournalItem, type Leaving, leavingOf } from './as-left.ts';
import { thisUser } from './compare-entry.ts';
import type { ExtraFinder } from './extra-entries.ts';
import { findMade, type Made } from './find-made.ts';
import type { JournalHeader } from './journal.ts';
import { type ListedRestore, type ListRequest, listRestore } from './list-restore.ts';
import { deletionOf } from './planned-item.ts';
import { createRestoreList, itemColumns, plannedAction, type RestoreList } from './restore-list.ts';
import { isBelow, readItems } from './restore-scope.ts';
import { undoOrder } from './undo-order.ts';

const { overwrite, attributes, refresh } = plannedAction;

interface UndoRequest extends Omit<ListRequest, 'order' | 'extras' | 'dryRun'> {
  readonly header: JournalHeader;
  readonly journal: RestoreList;
  readonly pool: TreePool;
}

export interface ListedUndo {
  readonly list: RestoreList;
  /** Entries that are as they were before the restore already. */
  readonly keep: number;
  /** What stays since somebody has changed it after the restore. */
  readonly changed: readonly string[];
  /** Names that owners had where the restore was made and nobody has here. */
  readonly unknownOwners: readonly string[];
}

/**
 * Compares what a restore left with what is there now, and lists what takes it back: the safety snapshot's entries come
 * back, and what the restore made goes where it is still as it was left. What would overwrite later changes is marked.
 * Throws `restore-through-link` where a folder above it all has become a link.
 */
export async function listUndo(request: UndoRequest): Promise<ListedUndo> {
  const { header, journal, pool, signal = new AbortController().signal } = request;
  const leaving = leavingOf(header, thisUser());
  const made = await findMade({ journal, header, leaving, pool, signal });
  try {
    const { list, keep, unknownOwners } = await listKept(request, made);
    refuseLinks(list, journal);
    list.db.exec('BEGIN');
    const changed = [...made.changed, ...judgeChanges(list, journal, leaving)];
    for (const path of made.paths()) {
      const now = recordOf(path);
      if (now) list.add(deletionOf(path, now));
    }
    list.db.exec('COMMIT');
    return { list, keep, changed, unknownOwners };
  } finally {
    made.close();
  }
}

async function listKept(request: UndoRequest, made: Made): Promise<Omit<ListedRestore, 'keptNewer'>> {
  const { header, file, shared = false } = request;
  if (header.safetySnapshotId === null) {
    return { list: createRestoreList(file, { shared }), keep: 0, unknownOwners: [] };
  }
  return listRestore({ ...request, order: undoOrder(header), extras: () => createMadeFinder(made) });
}

/** What the restore made in a folder goes, and nothing else does. It is listed apart. */
function createMadeFinder(made: Made): ExtraFinder {
  return ({ target }, known) => {
    const names = readNames(target).filter((name) => !known.has(name));
    const goes = names.map((name) => made.goes(target, name));
    return { any: goes.some(Boolean), all: goes.every(Boolean) };
  };
}

/** A folder that the safety snapshot has for its place only must still be one: the restore did nothing to it. */
function refuseLinks(list: RestoreList, journal: RestoreList): void {
  const find = journal.db.prepare<[string]>('SELECT 1 FROM item WHERE path = ?');
  for (const { path } of readItems(list, `action = ${overwrite} AND type = ${fileType.folder}`)) {
    if (recordOf(path)?.type !== fileType.link || find.get(path) !== undefined) continue;
    throw new HoldfastError('restore-through-link', { path, target: linkText(path) });
  }
}

/**
 * Marks what somebody has changed after the restore, so that it is overwritten only if that is confirmed; everything else
 * is as the restore left it, however its times compare. What the restore itself had left out is taken from the list if it
 * has changed since. Gives the paths of that.
 */
function judgeChanges(list: RestoreList, journal: RestoreList, leaving: Leaving): readonly string[] {
  const find = journal.db.prepare<[string], JournalItem>(`SELECT ${itemColumns}, failed FROM item WHERE path = ?`);
  const mark = list.db.prepare('UPDATE item SET newer = ? WHERE path = ?');
  const changed: string[] = [];
  for (const { path, action } of readItems(list, `action IN (${overwrite}, ${attributes})`)) {
    const left = find.get(path);
    const now = recordOf(path);
    if (left && left.action !== refresh && isAsLeft(left, now, leaving)) {
      mark.run(0, path);
    } else if (left?.failed === 0) {
      mark.run(Number(action === overwrite), path);
    } else {
      list.db.prepare(`DELETE FROM item WHERE path = ? OR (${isBelow(path)})`).run(path);
      changed.push(path);
    }
  }
  return changed;
}
