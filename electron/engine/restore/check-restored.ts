import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { linkText } from '../tools/record-of.ts';
import { runBatches } from '../verification/run-batches.ts';
import { thisUser } from './compare-entry.ts';
import { type LookBatch, lookNumbers } from './find-unlike.ts';
import { giveAttributes } from './give-attributes.ts';
import { noBase } from './plan-restore.ts';
import { reasonOf } from './reason-of.ts';
import { isWritten, type PlannedItem, plannedAction } from './restore-list.ts';
import { leaveOut, pairOf, type RestoreScope, readItems, type Stretch } from './restore-scope.ts';

/** In the order in which owners and modes may be given: what lies in a folder before the folder. */
const restored = `(${isWritten} OR action = ${plannedAction.attributes}) AND base <> ${noBase}`;

export interface RestoreCheck {
  /** Looks at what was restored in a stretch of paths; tells how many entries that were. */
  look(within: Stretch): Promise<number>;
  /** Compares where links lead, and tells of attributes that could not be given. */
  end(): void;
}

/**
 * Looks at what was restored and compares type, size, mode, owner and time with what the snapshot recorded; the content
 * of files was proved when it was written. Owners and modes that rsync could not take from the snapshot's copy (made by
 * a user who may not give files away) are given here.
 */
export function createRestoreCheck(scope: RestoreScope): RestoreCheck {
  const { context, list, pool } = scope;
  const user = thisUser();
  const unlike: string[] = [];
  const finish = (item: PlannedItem, now: FileRecord): void => {
    try {
      if (!giveAttributes(item, now, user)) unlike.push(item.path);
    } catch (error) {
      leaveOut(scope, 'not-restored', item.path, reasonOf(error));
    }
  };
  const judge = (item: PlannedItem, now: FileRecord | null): void => {
    if (now?.type === item.type && now.size === item.size) finish(item, now);
    else
      leaveOut(scope, 'not-restored', item.path, now ? 'what is there now is something else' : 'it could not be made');
  };
  const look = async (within: Stretch): Promise<number> => {
    let looked = 0;
    await runBatches({
      pool,
      signal: context.signal,
      files: toLookAt(readItems(list, restored, { order: 'down', within })),
      run: async (batch) => {
        const items = batch.map(({ item }) => item);
        for (const { index, now } of await pool.run('look', toLook(items))) {
          const item = items[index];
          if (item) judge(item, now);
        }
        looked += items.length;
      },
    });
    return looked;
  };
  const end = (): void => {
    for (const item of readItems(list, `${restored} AND type = ${fileType.link}`)) {
      const { source } = pairOf(scope, item.base);
      if (linkText(item.path) !== linkText(`${source}/${item.name}`))
        leaveOut(scope, 'not-restored', item.path, 'it leads elsewhere');
    }
    warnOfAttributes(scope, unlike);
  };
  return { look, end };
}

interface Restored {
  readonly folder: string;
  readonly size: number;
  readonly item: PlannedItem;
}

/** Nothing is read of them, so their sizes don't count. */
function* toLookAt(items: Iterable<PlannedItem>): Generator<Restored> {
  for (const item of items) yield { folder: '', size: 0, item };
}

function toLook(items: readonly PlannedItem[]): LookBatch {
  const records = new Float64Array(items.length * lookNumbers);
  for (const [index, { type, size, mode, uid, gid, mtimeS, mtimeNs }] of items.entries()) {
    records.set([type, size, mode, uid, gid, mtimeS, mtimeNs], index * lookNumbers);
  }
  return { paths: items.map(({ path }) => path), records };
}

function warnOfAttributes({ context }: RestoreScope, unlike: readonly string[]): void {
  const [first] = unlike;
  if (first === undefined) return;
  for (const path of unlike) context.log(`owner, mode or time not as recorded: ${path}`);
  const message = `${unlike.length} restored ${unlike.length === 1 ? 'entry has' : 'entries have'} another owner, mode or time than recorded, as only root may give all of them back (first: ${first}).`;
  context.warn({ code: 'attributes-not-kept', path: first, message });
}
