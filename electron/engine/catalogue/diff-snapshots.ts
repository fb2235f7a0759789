import type { Difference } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { EntryPaths } from './entry-paths.ts';
import { entryTypeNames, fileType } from './file-record.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';
import { holdsAt, type VersionRow, versionColumns } from './version-row.ts';

export interface DiffRequest {
  readonly planKey: number;
  readonly from: number;
  readonly to: number;
  /** Only this path and what lies below it. */
  readonly path: string;
  readonly after: string | undefined;
  readonly limit: number;
}

/** What differs between two snapshots of a plan, by path; the time taken follows what changed between them. */
export function createDiffer(db: Connection, paths: EntryPaths): (request: DiffRequest) => PageOf<Difference> {
  const touched = db
    .prepare<unknown[], number>(
      `SELECT t.id FROM (
         SELECT entry_id AS id FROM version WHERE first_seq > @low AND first_seq <= @high
         UNION SELECT entry_id FROM version WHERE last_seq >= @low AND last_seq < @high
       ) t CROSS JOIN entry e ON e.id = t.id WHERE e.plan_key = @planKey`,
    )
    .pluck();
  const at = db.prepare<unknown[], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = @entryId AND ${holdsAt}`,
  );
  const dataVersion = (): number => Number(db.pragma('data_version', { simple: true }));
  /** The order of the newest difference asked for, so that its next pages need not sort again. */
  let kept = { key: '', ids: new Float64Array() };

  const compare = (entryId: number, { from, to }: DiffRequest): Difference | undefined =>
    describe(paths.pathOf(entryId), at.get({ entryId, seq: from }), at.get({ entryId, seq: to }));
  const ordered = (request: DiffRequest): Float64Array => {
    const { planKey, from, to, path } = request;
    const key = JSON.stringify([planKey, from, to, path, dataVersion()]);
    if (kept.key === key) return kept.ids;
    const below = path === '/' ? '/' : `${path}/`;
    const found = touched
      .all({ planKey, low: Math.min(from, to), high: Math.max(from, to) })
      .map((id) => ({ id, path: paths.pathOf(id) }))
      .filter((entry) => entry.path === path || entry.path.startsWith(below))
      .filter(({ id }) => compare(id, request) !== undefined)
      .sort((one, other) => (one.path < other.path ? -1 : 1));
    kept = { key, ids: Float64Array.from(found, ({ id }) => id) };
    return kept.ids;
  };
  return (request) => {
    const [start] = readCursor(request.after, ['number']) ?? [0];
    const ids = ordered(request);
    const end = start + request.limit;
    return {
      items: [...ids.subarray(start, end)].flatMap((id) => compare(id, request) ?? []),
      next: end < ids.length ? writeCursor([end]) : null,
    };
  };
}

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
