import fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { recordOf } from '../tools/record-of.ts';
import { isNewer } from './compare-entry.ts';
import { noBase } from './plan-restore.ts';
import { reasonOf } from './reason-of.ts';
import { refuseLinkAbove } from './refuse-link-above.ts';
import { type PlannedItem, plannedAction, wholeness } from './restore-list.ts';
import { leaveOutWhole, type RestoreScope, readItems } from './restore-scope.ts';

const madeHere = `action <> ${plannedAction.delete}`;

const breathEvery = 500;

/** Makes the folders that are missing. All are open to us while they are filled; they get their own attributes at the end. */
export async function makeFolders(scope: RestoreScope): Promise<void> {
  let count = 0;
  for (const item of readItems(scope.list, `type = ${fileType.folder} AND ${madeHere}`)) {
    count += 1;
    if (count % breathEvery === 0) {
      await setImmediate();
      scope.context.signal.throwIfAborted();
    }
    try {
      if (!makeBelowNew(item)) makeFolder(item);
    } catch (error) {
      leaveOutWhole(scope, 'not-restored', item.path, reasonOf(error));
    }
  }
}

/** A folder in one that was made a moment ago, and that nobody else may enter; tells whether that worked out. */
function makeBelowNew({ path, whole }: PlannedItem): boolean {
  if (whole !== wholeness.below) return false;
  try {
    fs.mkdirSync(fsPath(path), { mode: 0o700 });
    return true;
  } catch {
    // Made without that assumption, it says why it can't be.
    return false;
  }
}

function makeFolder(item: PlannedItem): void {
  const { path, base, action } = item;
  refuseLinkAbove(path);
  const now = recordOf(path);
  if (now?.type === fileType.folder) {
    if (now.uid === process.getuid?.() && (now.mode & 0o700) !== 0o700) fs.chmodSync(fsPath(path), now.mode | 0o700);
    return;
  }
  if (now) {
    const expected = action === plannedAction.overwrite && (item.newer === 1 || !isNewer(item, now));
    if (!expected) throw new Error('something else has come to lie in its place');
    fs.unlinkSync(fsPath(path));
  }
  fs.mkdirSync(fsPath(path), { mode: base === noBase ? 0o777 : 0o700 });
}
