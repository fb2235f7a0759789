import type { Difference } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type EntryPaths, namesOf } from './entry-paths.ts';
import { entryTypeNames, fileType } from './file-record.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';
import { createPageBudget } from './page-budget.ts';
import { holdsAt, type VersionRow, versionColumns } from './version-row.ts';
import { createChangeWalker, type Touched } from './walk-changes.ts';

export interface DiffRequest {
  readonly planKey: number;
  readonly from: number;
  readonly to: number;
  /** Only this path and what lies below it. */
  readonly path: string;
  readonly after: string | undefined;
  readonly limit: number;
}

/**
 * Pages of what differs between two snapshots of a plan: by name, a folder before what it holds. The time follows the
 * page, not what changed in all.
 */
export function createDiffer(db: Connection, paths: EntryPaths): (request: DiffRequest) => PageOf<Difference> {
  const walkChanges = createChangeWalker(db);
  const topmost = db.prepare<[number], number>('SELECT root_entry FROM place WHERE key = ?').pluck();
  const at = db.prepare<unknown[], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = @entryId AND ${holdsAt}`,
  );

  /** What may differ after the last page, in order. */
  function* candidates({ planKey, from, to, path, after }: DiffRequest): Generator<Touched> {
    const rootEntry = topmost.get(planKey);
    const folderId = rootEntry === undefined ? undefined : paths.find(rootEntry, path);
    if (folderId === undefined) return;
    const [told] = readCursor(after, ['string']) ?? [];
    if (told === undefined && folderId !== rootEntry) yield { id: folderId, path };
    const range = { planKey, low: Math.min(from, to), high: Math.max(from, to) };
    yield* walkChanges({ ...range, folderId, path, after: told === undefined ? [] : namesOf(told) });
  }
  return (request) => {
    const { from, to, limit } = request;
    const items: Difference[] = [];
    const fits = createPageBudget();
    for (const { id, path } of candidates(request)) {
      const difference = describe(path, at.get({ entryId: id, seq: from }), at.get({ entryId: id, seq: to }));
      if (!difference) continue;
      // One more than asked for tells whether another page follows.
      const last = items.at(-1);
      const full = items.length === limit || !fits(path);
      if (last && full) return { items, next: writeCursor([below(request.path, last.path)]) };
      items.push(difference);
    }
    return { items, next: null };
  };
}

/** A path as seen from a folder that holds it; empty for the folder itself. */
const below = (folder: string, path: string): string => (folder === '/' ? path : path.slice(folder.length));

function describe(path: string, before: VersionRow | undefined, after: VersionRow | undefined): Difference | undefined {
  const one = after ?? before;
  if (!one || (before && after && isSame(before, after))) return undefined;
  return {
    change: !before ? 'added' : !after ? 'removed' : 'changed',
    path,
    type: entryTypeNames[one.type] ?? 'file',
    sizeBefore: before?.size ?? null,
    sizeAfter: after?.size ?? null,
  };
}

/** A folder's time follows from what changes in it: that alone is no difference. */
function isSame(one: VersionRow, other: VersionRow): boolean {
  if (one.type !== other.type || one.mode !== other.mode || one.uid !== other.uid || one.gid !== other.gid)
    return false;
  if (one.type === fileType.folder) return true;
  return (
    one.size === other.size &&
    one.mtimeS === other.mtimeS &&
    one.mtimeNs === other.mtimeNs &&
    one.link === other.link &&
    sameSum(one.sha256, other.sha256)
  );
}

const sameSum = (one: Buffer | null, other: Buffer | null): boolean =>
  one === null || other === null ? one === other : one.equals(other);
