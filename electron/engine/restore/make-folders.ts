import fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { recordOf } from '../tools/record-of.ts';
import { noBase } from './plan-restore.ts';
import { reasonOf } from './reason-of.ts';
import { refuseLinkAbove } from './refuse-link-above.ts';
import { type PlannedItem, plannedAction, wholeness } from './restore-list.ts';
import { everywhere, leaveOutWhole, type RestoreScope, readItems } from './restore-scope.ts';

const madeHere = `action <> ${plannedAction.delete}`;

const breathEvery = 500;

/** Makes the folders that are missing, in the order of their paths, as far as they are needed. */
export interface FolderMaker {
  /** Makes those up to a path. Calls are done one after the other. Tells whether some of all so far could not be made. */
  upTo(path: string): Promise<boolean>;
}

/** All folders are open to us while they are filled; they get their own attributes at the end. */
export function createFolderMaker(scope: RestoreScope): FolderMaker {
  let from: string = everywhere.from;
  let [count, failed] = [0, false];
  const makeUpTo = async (to: string): Promise<boolean> => {
    if (!isAfter(to, from)) return failed;
    const within = { from, to };
    from = to;
    for (const item of readItems(scope.list, `type = ${fileType.folder} AND ${madeHere}`, { within })) {
      count += 1;
      if (count % breathEvery === 0) {
        await setImmediate();
        scope.context.signal.throwIfAborted();
      }
      try {
        if (!makeBelowNew(item)) makeFolder(item);
      } catch (error) {
        failed = true;
        leaveOutWhole(scope, 'not-restored', item.path, reasonOf(error));
      }
    }
    return failed;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    upTo: (path) => {
      const made = last.then(() => makeUpTo(path));
      last = made.catch(() => undefined);
      return made;
    },
  };
}

/** In the order of the list, which is that of UTF-8. */
const isAfter = (path: string, other: string): boolean => Buffer.compare(Buffer.from(path), Buffer.from(other)) > 0;

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
    if (action !== plannedAction.overwrite || !isAsListed(item, now))
      throw new Error('something else has come to lie in its place');
    fs.unlinkSync(fsPath(path));
  }
  fs.mkdirSync(fsPath(path), { mode: base === noBase ? 0o777 : 0o700 });
}

/** Whether it is what the list was made of: only that was confirmed, and kept. */
const isAsListed = ({ wasSize, wasMtimeS, wasMtimeNs }: PlannedItem, now: FileRecord): boolean =>
  now.size === wasSize && now.mtimeS === wasMtimeS && now.mtimeNs === wasMtimeNs;
