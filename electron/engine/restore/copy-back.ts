import { HoldfastError } from '#shared/errors.ts';
import { fileType } from '../catalogue/file-record.ts';
import { faultOf, joinSums } from '../verification/prove-all.ts';
import { runBatches } from '../verification/run-batches.ts';
import { attainableMode, type Restorer, thisUser } from './compare-entry.ts';
import { type CopyBatch, copyNumbers, type Uncopied } from './copy-files.ts';
import { inBases } from './in-bases.ts';
import { linkNames } from './link-names.ts';
import { makeFolders } from './make-folders.ts';
import { makeRoom } from './make-room.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';
import { leaveOut, pairOf, type RestoreScope, readItems } from './restore-scope.ts';
import { runRsync } from './run-rsync.ts';

const { create, overwrite } = plannedAction;
const written = `action IN (${create}, ${overwrite}) AND link_to IS NULL`;

/**
 * Makes the folders and whatever is neither folder nor file, copies the files, each proved and beside what it replaces,
 * then links what is one file. All but folders and files have their attributes then.
 */
export async function copyBack(scope: RestoreScope): Promise<void> {
  await makeFolders(scope);
  await copySpecial(scope);
  await copyFiles(scope, readItems(scope.list, `${written} AND type = ${fileType.file}`));
  for (let left = linkNames(scope); left.length > 0; left = linkNames(scope)) await copyFiles(scope, left);
}

/** Links, pipes, sockets and devices. */
async function copySpecial(scope: RestoreScope): Promise<void> {
  const special = `${written} AND type NOT IN (${fileType.file}, ${fileType.folder})`;
  for (const { base, items } of inBases(readItems(scope.list, special))) {
    const names = items.filter((item) => makeRoom(scope, item)).map(({ name }) => name);
    await runRsync(scope, { base, selection: { kind: 'names', names }, work: 'copy' });
    scope.context.progress.advance({ files: items.length }, items.at(-1)?.path);
  }
}

interface FileToCopy {
  /** Of the snapshot. */
  readonly folder: string;
  readonly size: number;
  readonly item: PlannedItem;
}

async function copyFiles(scope: RestoreScope, items: Iterable<PlannedItem>): Promise<void> {
  const { context, pool } = scope;
  const user = thisUser();
  await runBatches({
    pool,
    files: toCopy(scope, items),
    signal: context.signal,
    run: async (files) => {
      const batch = files.map(({ item }) => item);
      const uncopied = await pool.run('copy', toBatch(scope, batch, user)).catch((error) => {
        throw asTargetError(error, pairOf(scope, batch[0]?.base ?? 0).target || '/');
      });
      for (const fault of uncopied) tell(scope, batch[fault.index], fault);
      const bytes = batch.reduce((sum, { size }) => sum + size, 0);
      context.progress.advance({ files: batch.length, bytes }, batch.at(-1)?.path);
    },
  });
}

function* toCopy(scope: RestoreScope, items: Iterable<PlannedItem>): Generator<FileToCopy> {
  for (const item of items) yield { folder: pairOf(scope, item.base).source, size: item.size, item };
}

function toBatch(scope: RestoreScope, items: readonly PlannedItem[], user: Restorer): CopyBatch {
  const records = new Float64Array(items.length * copyNumbers);
  for (const [index, item] of items.entries()) {
    const mode = attainableMode(item, user);
    records.set([item.size, mode, item.uid, item.gid, item.mtimeS, item.mtimeNs], index * copyNumbers);
  }
  return {
    ...pairOf(scope, items[0]?.base ?? 0),
    names: items.map(({ name }) => name),
    records,
    sums: joinSums(items),
    runId: scope.context.runId,
  };
}

function tell(scope: RestoreScope, item: PlannedItem | undefined, { side, code, reason }: Uncopied): void {
  if (!item) return;
  const { path, name, size } = item;
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
