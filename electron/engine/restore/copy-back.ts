import { HoldfastError } from '#shared/errors.ts';
import { fileType } from '../catalogue/file-record.ts';
import { faultOf, joinSums } from '../verification/prove-all.ts';
import { runBatches } from '../verification/run-batches.ts';
import { assertRepository } from './assert-repository.ts';
import { attainableMode, type Restorer, thisUser } from './compare-entry.ts';
import { type CopyBatch, copyNumbers, type Uncopied } from './copy-files.ts';
import { inBases } from './in-bases.ts';
import { linkNames } from './link-names.ts';
import { createFolderMaker, type FolderMaker } from './make-folders.ts';
import { makeRoom } from './make-room.ts';
import { isWritten, type PlannedItem } from './restore-list.ts';
import { everywhere, leaveOut, pairOf, type RestoreScope, readItems, stretchBelow } from './restore-scope.ts';
import { runRenamed, runRsync } from './run-rsync.ts';
import { stretches, type WholeFolder } from './whole-parts.ts';

const written = `${isWritten} AND link_to IS NULL`;

/**
 * Makes the folders and whatever is neither folder nor file, copies the files, each proved and beside what it replaces,
 * then links what is one file. All but folders and files have their attributes then, and so has each of `parts`:
 * `onPart` is called as soon as all below it has been copied, while the rest goes on, and waited for.
 */
export async function copyBack(
  scope: RestoreScope,
  parts: readonly WholeFolder[],
  onPart: (part: WholeFolder) => Promise<void>,
): Promise<void> {
  const folders = createFolderMaker(scope);
  await copySpecial(scope, folders);
  await inTurn(async (finish) => {
    const copied = async (part: WholeFolder): Promise<void> => {
      await folders.upTo(stretchBelow(part.path).to);
      await onPart(part);
    };
    await copyFiles(
      scope,
      folders,
      inParts(scope, parts, (part) => finish(() => copied(part))),
    );
    await folders.upTo(everywhere.to);
  });
  for (let left = linkNames(scope); left.length > 0; left = linkNames(scope))
    await copyFiles(
      scope,
      folders,
      left.map((item) => toCopy(item)),
    );
}

/** Runs what `work` hands over one after the other while it goes on; ends, or fails, when all that has ended. */
async function inTurn(work: (add: (task: () => Promise<void>) => void) => Promise<void>): Promise<void> {
  let last: Promise<void> = Promise.resolve();
  try {
    await work((task) => {
      last = last.then(task);
      // Seen below, or the work fails for another reason, which is told first.
      last.catch(() => undefined);
    });
  } catch (error) {
    await last.catch(() => undefined);
    throw error;
  }
  await last;
}

/** Links, pipes, sockets and devices. */
async function copySpecial(scope: RestoreScope, folders: FolderMaker): Promise<void> {
  const special = `${written} AND type NOT IN (${fileType.file}, ${fileType.folder})`;
  for (const { base, items } of inBases(readItems(scope.list, special))) {
    const { path = '' } = items.at(-1) ?? {};
    const made = planned(scope, items, await folders.upTo(path));
    const ready = made.filter((item) => makeRoom(scope, item));
    const names = ready.filter(({ renamed }) => renamed === 0).map(({ name }) => name);
    await runRsync(scope, { base, selection: { kind: 'names', names }, work: 'copy' });
    for (const item of ready) if (item.renamed === 1) await runRenamed(scope, item, 'copy');
    scope.context.progress.advance({ files: items.length }, items.at(-1)?.path);
  }
}

interface FileToCopy {
  /** Number of its pair of folders. */
  readonly folder: string;
  readonly size: number;
  readonly item: PlannedItem;
  /** Called when it has been copied or left out. */
  readonly settled?: () => void;
}

const toCopy = (item: PlannedItem): FileToCopy => ({ folder: String(item.base), size: item.size, item });

/** All files to be written, by path; tells of each part whose files have all been settled. */
function* inParts(
  scope: RestoreScope,
  parts: readonly WholeFolder[],
  onSettled: (part: WholeFolder) => void,
): Generator<FileToCopy> {
  const files = `${written} AND type = ${fileType.file}`;
  for (const { within, part } of stretches(parts)) {
    let [open, read] = [0, false];
    const settle = (): void => {
      if (part && read && open === 0) onSettled(part);
    };
    const settled = (): void => {
      open -= 1;
      settle();
    };
    for (const item of readItems(scope.list, files, { within })) {
      open += 1;
      yield { ...toCopy(item), settled };
    }
    read = true;
    settle();
  }
}

async function copyFiles(scope: RestoreScope, folders: FolderMaker, files: Iterable<FileToCopy>): Promise<void> {
  const { context, pool } = scope;
  const user = thisUser();
  await runBatches({
    pool,
    files,
    signal: context.signal,
    run: async (taken) => {
      const items = taken.map(({ item }) => item);
      const last = items.at(-1)?.path;
      const batch = planned(scope, items, await folders.upTo(last ?? ''));
      const uncopied = await pool.run('copy', toBatch(scope, batch, user)).catch((error) => {
        throw asTargetError(error, pairOf(scope, batch[0]?.base ?? 0).target || '/');
      });
      for (const fault of uncopied) tell(scope, batch[fault.index], fault);
      const bytes = items.reduce((sum, { size }) => sum + size, 0);
      context.progress.advance({ files: items.length, bytes }, last);
      for (const { settled } of taken) settled?.();
    },
  });
}

/** Without those that were left out, after they were read, together with a folder that could not be made. */
function planned({ list }: RestoreScope, items: readonly PlannedItem[], leftOut: boolean): readonly PlannedItem[] {
  if (!leftOut) return items;
  const failed = list.db.prepare('SELECT 1 FROM item WHERE path = ? AND failed = 1');
  return items.filter(({ path }) => failed.get(path) === undefined);
}

function toBatch(scope: RestoreScope, items: readonly PlannedItem[], user: Restorer): CopyBatch {
  const records = new Float64Array(items.length * copyNumbers);
  for (const [index, item] of items.entries()) {
    const mode = attainableMode(item, user);
    records.set([item.size, mode, item.uid, item.gid, item.mtimeS, item.mtimeNs], index * copyNumbers);
  }
  const { source, target } = pairOf(scope, items[0]?.base ?? 0);
  const renamed = items.some((item) => item.renamed === 1);
  return {
    ...{ source, target, names: items.map(({ name }) => name) },
    ...(renamed && { targets: items.map(({ path }) => path.slice(target.length + 1)) }),
    records,
    sums: joinSums(items),
    runId: scope.context.runId,
  };
}

function tell(scope: RestoreScope, item: PlannedItem | undefined, { side, code, reason }: Uncopied): void {
  if (!item) return;
  const { path, name, size } = item;
  // What can't be read at all may be a drive that was unplugged.
  if (side === 'source' && code !== null) assertRepository(scope);
  if (side === 'target') leaveOut(scope, 'not-restored', path, reason);
  else
    leaveOut(
      scope,
      'file-damaged',
      path,
      faultOf({ folder: pairOf(scope, item.base).source, name, size }, { code }).reason,
    );
}

/** What is the matter with the whole volume that receives. */
function asTargetError(error: unknown, path: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new HoldfastError('destination-full', { path }, error);
    case 'EROFS':
      return new HoldfastError('destination-read-only', { path }, error);
    default:
      return error;
  }
}
