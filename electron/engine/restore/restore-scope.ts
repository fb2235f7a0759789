import type { TreePool } from '../backup/tree-pool.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { OpenRestore, RestoreOrder } from './open-restore.ts';
import { itemColumns, type PlannedItem, type RestoreList } from './restore-list.ts';

/** What the stages of one restore share. */
export interface RestoreScope {
  readonly context: RunContext;
  readonly open: OpenRestore;
  readonly order: RestoreOrder;
  readonly list: RestoreList;
  readonly pool: TreePool;
  /** Absolute path of rsync. */
  readonly rsync: string;
  /** Keeps another snapshot until the run ends. Throws `locked` if it is being deleted. */
  readonly hold: (snapshotId: string) => void;
}

const pageSize = 2000;

/** Paths from `from` on, up to but not `to`. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** All paths begin with a slash, and `0` follows upon it. */
export const everywhere: Stretch = { from: '/', to: '0' };

interface ItemOrder {
  readonly order?: 'up' | 'down';
  readonly within?: Stretch;
}

/**
 * Items that fit a condition and have not failed, by path or against it, page by page: the list may be written
 * meanwhile.
 */
export function* readItems(
  list: RestoreList,
  condition: string,
  { order = 'up', within = everywhere }: ItemOrder = {},
): Generator<PlannedItem> {
  // Each page goes on where the last one ended: with a condition on the place that may be empty, it would begin anew.
  const pageOf = (from: '>=' | '>') =>
    list.db.prepare<unknown[], PlannedItem>(
      `SELECT ${itemColumns} FROM item WHERE path ${from} @from AND path < @to AND failed = 0 AND (${condition})
       ORDER BY path ${order === 'up' ? 'ASC' : 'DESC'} LIMIT ${pageSize}`,
    );
  const next = pageOf(order === 'up' ? '>' : '>=');
  let rows: PlannedItem[] = pageOf('>=').all(within);
  for (let last = rows.at(-1); last; last = rows.at(-1)) {
    yield* rows;
    if (rows.length < pageSize) return;
    rows = next.all({ ...within, [order === 'up' ? 'from' : 'to']: last.path });
  }
}

/** Marks an item as not done. It is left out of what follows. */
function markFailed({ list }: Pick<RestoreScope, 'list'>, path: string): void {
  list.db.prepare('UPDATE item SET failed = 1 WHERE path = ?').run(path);
}

/** Condition for what lies below a path; by range, since the list is ordered by path. */
export function isBelow(path: string, column = 'path'): string {
  const { from, to } = stretchBelow(path.replaceAll("'", "''"));
  return `${column} > '${from}' AND ${column} < '${to}'`;
}

export function stretchBelow(path: string): Stretch {
  const folder = path === '/' ? '' : path;
  return { from: `${folder}/`, to: `${folder}0` };
}

/** Leaves an item out, and with it all that was to be done below it: without it that would happen somewhere else. */
export function leaveOutWhole(scope: RestoreScope, code: LeftOut, path: string, reason: string): void {
  const { changes } = scope.list.db
    .prepare(`UPDATE item SET failed = 1 WHERE failed = 0 AND cleared = 0 AND ${isBelow(path)}`)
    .run();
  const further = changes === 1 ? 'one entry' : `${changes} entries`;
  const rest = changes === 0 ? '' : `; what was to be done below it (${further}) was not done either`;
  leaveOut(scope, code, path, reason + rest);
}

type LeftOut = 'not-restored' | 'file-damaged';

/** Leaves an item out with a warning that says why. */
export function leaveOut(scope: RestoreScope, code: LeftOut, path: string, reason: string): void {
  markFailed(scope, path);
  const message =
    code === 'file-damaged'
      ? `The snapshot’s copy for ${path} is damaged: ${reason}. It was left out.`
      : `${path} was not restored: ${reason}.`;
  scope.context.warn({ code, path, message });
}

/** Folder of the snapshot and folder of the target (`''` stands for `/`) that an item's name lies below. */
export function pairOf({ list }: Pick<RestoreScope, 'list'>, base: number): { source: string; target: string } {
  const { files, sourceBase, target } = list.pair(base);
  return { source: files + sourceBase, target };
}
