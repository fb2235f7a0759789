import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { recordOf } from '../tools/record-of.ts';
import { type FileToProve, proveAll } from '../verification/prove-all.ts';
import { isAsLeft, type Leaving, leavingOf } from './as-left.ts';
import { thisUser } from './compare-entry.ts';
import type { JournalHeader } from './journal.ts';
import { isWritten, type PlannedItem, plannedAction, wholeness } from './restore-list.ts';
import { leaveOut, type RestoreScope, readItems } from './restore-scope.ts';

const { attributes, refresh, delete: deleted } = plannedAction;

const later = 'it changed after the restore was cut off and was left as it is';

/**
 * Makes a copy of a journal's list what is left to be done: what was deleted already goes from it, what was written keeps
 * only its attributes to be given, and what somebody has changed since is left out with a warning. Nothing is added. Of a
 * restore that came to its end only what it left out is tried again.
 */
export async function limitToRest(scope: RestoreScope, { state }: Pick<JournalHeader, 'state'>): Promise<void> {
  const { list, pool, context } = scope;
  if (state !== 'working') {
    list.db.exec(
      `DELETE FROM item WHERE failed = 0 AND action <> ${refresh}; UPDATE item SET whole = ${wholeness.none}`,
    );
  }
  list.db.exec('UPDATE item SET failed = 0; DELETE FROM item WHERE cleared = 1');
  const written = list.db.prepare(`UPDATE item SET action = ${attributes} WHERE path = ? AND ${isWritten}`);
  await proveAll({
    pool,
    signal: context.signal,
    files: maybeWritten(scope, (path) => written.run(path)),
    onProved: (proved, faults) => {
      for (const [index, { tag }] of proved.entries()) {
        if (faults.has(index)) leaveOut(scope, 'not-restored', tag.path, later);
        else written.run(tag.path);
      }
    },
  });
}

/** Judges each item, and gives the files that look as if they had been written: what they hold proves it. */
function* maybeWritten(scope: RestoreScope, onWritten: (path: string) => void): Generator<FileToProve<PlannedItem>> {
  const judge = createJudge();
  const drop = scope.list.db.prepare('DELETE FROM item WHERE path = ?');
  for (const item of readItems(scope.list, `action <> ${refresh}`)) {
    const { path, type, size, sha256, action, linkTo } = item;
    switch (judge(item, recordOf(path))) {
      case 'to-do':
        break;
      case 'done':
        drop.run(path);
        break;
      case 'changed':
        leaveOut(scope, 'not-restored', path, later);
        break;
      case 'maybe-written':
        // A name of a file is linked once more, and what only gets attributes has nothing to prove.
        if (linkTo !== null || action === attributes) break;
        if (type === fileType.file) yield { folder: '', name: path.slice(1), size, sha256, tag: item };
        else onWritten(path);
    }
  }
}

type Judgement = 'to-do' | 'done' | 'changed' | 'maybe-written';

function createJudge() {
  const leaving: Leaving = leavingOf({ state: 'working' }, thisUser());
  return (item: PlannedItem, now: FileRecord | null): Judgement => {
    if (item.action === deleted) {
      if (now === null) return 'done';
      return isLike(item, now) ? 'to-do' : 'changed';
    }
    if (now === null || (item.type === fileType.folder && now.type === fileType.folder)) return 'to-do';
    if (wasThere(item, now)) return 'to-do';
    return isAsLeft(item, now, leaving) ? 'maybe-written' : 'changed';
  };
}

type Recorded = Pick<FileRecord, 'type' | 'size' | 'mtimeS' | 'mtimeNs'>;

/** Like what was recorded; of folders the time follows from what happens in them. */
function isLike(recorded: Recorded, now: FileRecord): boolean {
  if (recorded.type !== now.type) return false;
  if (now.type === fileType.folder) return true;
  return recorded.size === now.size && recorded.mtimeS === now.mtimeS && recorded.mtimeNs === now.mtimeNs;
}

/** Whether something is still what the restore found there. A folder in the way goes only if it is empty. */
function wasThere({ wasSize, wasMtimeS, wasMtimeNs }: PlannedItem, now: FileRecord): boolean {
  if (now.type === fileType.folder) return wasMtimeS !== null;
  return now.size === wasSize && now.mtimeS === wasMtimeS && now.mtimeNs === wasMtimeNs;
}
