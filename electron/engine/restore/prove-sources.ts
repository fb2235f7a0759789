import { HoldfastError } from '#shared/errors.ts';
import type { Located } from '../catalogue/entries-store.ts';
import { fileType } from '../catalogue/file-record.ts';
import { recordOf } from '../tools/record-of.ts';
import { proveAll } from '../verification/prove-all.ts';
import { assertRepository } from './assert-repository.ts';
import { findNearest, type Nearest } from './nearest-undamaged.ts';
import { noBase } from './plan-restore.ts';
import { isWritten, type PlannedItem, plannedAction, wholeness } from './restore-list.ts';
import { isBelow, leaveOut, leaveOutWhole, pairOf, type RestoreScope, readItems } from './restore-scope.ts';
import { foldersAbove } from './restore-targets.ts';

const { overwrite, attributes, delete: deleted } = plannedAction;
const written = `${isWritten} AND base <> ${noBase} AND link_to IS NULL`;
const changing = `action IN (${overwrite}, ${attributes}, ${deleted})`;

/** How many damaged paths are told by name. */
const told = 20;

interface Damaged {
  readonly item: PlannedItem;
  readonly reason: string;
}

/** Ids of other snapshots that something is taken from, since its copy in the one restored is damaged. They are held. */
type Borrowed = ReadonlySet<string>;

const nothing: Borrowed = new Set();

/**
 * Reads everything that is going to be written, and compares it with the recorded sums, if anything that exists is going
 * to change: a damaged copy must not cost what is there. Does with damage as the order says. Throws
 * `restore-source-damaged`, with the nearest undamaged version of each path, or a destination error if the repository has
 * gone.
 */
export async function proveSources(scope: RestoreScope): Promise<Borrowed> {
  const { onDamage } = scope.order;
  const changes = scope.list.db.prepare(`SELECT 1 FROM item WHERE action <> 0 AND failed = 0 AND ${changing} LIMIT 1`);
  if (onDamage !== 'nearest' && changes.get() === undefined) return nothing;
  const damaged = await findDamaged(scope);
  if (damaged.length === 0) return nothing;
  assertRepository(scope);
  for (const { item, reason } of damaged.slice(0, told)) scope.context.log(`damaged: ${item.path}: ${reason}`);
  switch (onDamage) {
    case 'stop':
      throw await damageError(scope, damaged);
    case 'leave-out':
      for (const one of damaged) leaveOutDamaged(scope, one);
      return nothing;
    case 'nearest':
      return borrow(scope, damaged);
  }
}

async function findDamaged(scope: RestoreScope): Promise<Damaged[]> {
  const { context, list, pool } = scope;
  const { files, bytes } = list.db
    .prepare<[], { files: number; bytes: number }>(
      `SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM item
       WHERE ${written} AND type = ${fileType.file} AND failed = 0`,
    )
    .get() ?? { files: 0, bytes: 0 };
  context.progress.enter('verifying', { files, bytes });
  const damaged: Damaged[] = [];
  await proveAll({
    pool,
    signal: context.signal,
    files: toProve(scope),
    onProved: (proved, faults) => {
      for (const [index, { reason }] of faults) {
        const item = proved[index]?.tag;
        if (item) damaged.push({ item, reason });
      }
      const read = proved.reduce((sum, { size }) => sum + size, 0);
      context.progress.advance({ files: proved.length, bytes: read }, proved.at(-1)?.tag.path);
    },
  });
  for (const item of readItems(list, `${written} AND type NOT IN (${fileType.file}, ${fileType.folder})`)) {
    const found = recordOf(`${pairOf(scope, item.base).source}/${item.name}`);
    if (found === null) damaged.push({ item, reason: 'it is missing' });
    else if (found.type !== item.type) damaged.push({ item, reason: 'something else is in its place' });
  }
  return damaged;
}

function* toProve(scope: RestoreScope) {
  for (const item of readItems(scope.list, `${written} AND type = ${fileType.file}`)) {
    const { name, size, sha256 } = item;
    yield { folder: pairOf(scope, item.base).source, name, size, sha256, tag: item };
  }
}

async function damageError(scope: RestoreScope, damaged: readonly Damaged[]): Promise<HoldfastError> {
  const first = damaged.slice(0, told);
  const nearest: string[] = [];
  for (const { item } of first) {
    const found = await findNearest(scope, item);
    if (found) nearest.push(`${found.path} ← ${found.snapshot.name}`);
  }
  const paths = first.map(({ item }) => item.path);
  return new HoldfastError('restore-source-damaged', { count: damaged.length, paths, nearest });
}

/** Without it, what was to make room for it must stay too. */
function leaveOutDamaged(scope: RestoreScope, { item, reason }: Damaged): void {
  const inTheWay = item.action === overwrite && recordOf(item.path)?.type === fileType.folder;
  (inTheWay ? leaveOutWhole : leaveOut)(scope, 'file-damaged', item.path, reason);
}

async function borrow(scope: RestoreScope, damaged: readonly Damaged[]): Promise<Borrowed> {
  const { context, list, open } = scope;
  const borrowed = new Set<string>();
  for (const one of damaged) {
    context.signal.throwIfAborted();
    const { item, reason } = one;
    const found = await findNearest(scope, item);
    if (!found || !keep(scope, borrowed, found)) {
      leaveOutDamaged(scope, one);
      continue;
    }
    const base = list.addPair({ ...list.pair(item.base), files: found.files });
    takeFrom(list, { item, version: found.version, base });
    const message = `${item.path} comes from the snapshot ${found.snapshot.name}, as its copy in ${open.snapshot.name} is damaged: ${reason}.`;
    context.warn({ code: 'from-another-snapshot', path: item.path, message });
  }
  return borrowed;
}

/** Tells whether the snapshot stays as long as it is read: it may be being deleted. */
function keep(scope: RestoreScope, borrowed: Set<string>, { snapshot: { id } }: Nearest): boolean {
  if (borrowed.has(id)) return true;
  try {
    scope.hold(id);
    borrowed.add(id);
    return true;
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'locked') return false;
    throw error;
  }
}

interface Taken {
  readonly item: PlannedItem;
  readonly version: Located['row'];
  readonly base: number;
}

/** What lies in a folder that is treated as a whole is not any more: its attributes come from elsewhere. */
function takeFrom({ db }: RestoreScope['list'], { item, version, base }: Taken): void {
  const { size, mode, uid, gid, mtimeS, mtimeNs, sha256 } = version;
  const isTop = db.prepare<[string]>(`SELECT 1 FROM item WHERE path = ? AND whole = ${wholeness.top}`);
  const top = item.whole === wholeness.none ? undefined : foldersAbove(item.path).find((folder) => isTop.get(folder));
  if (top !== undefined) {
    db.prepare(`UPDATE item SET whole = ${wholeness.none} WHERE path = ? OR (${isBelow(top)})`).run(top);
  }
  db.prepare(
    `UPDATE item SET base = @base, size = @size, mode = @mode, uid = @uid, gid = @gid, mtime_s = @mtimeS,
       mtime_ns = @mtimeNs, sha256 = @sha256 WHERE path = @path`,
  ).run({ path: item.path, base, size, mode, uid, gid, mtimeS, mtimeNs, sha256 });
}
