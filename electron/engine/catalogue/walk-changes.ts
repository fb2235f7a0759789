import type { Connection } from './open-catalogue.ts';

export interface ChangeRange {
  readonly planKey: number;
  /** Sequences of two snapshots, the older one first. */
  readonly low: number;
  readonly high: number;
}

export interface Touched {
  readonly id: number;
  /** Absolute source path. */
  readonly path: string;
}

export interface ChangeWalk extends ChangeRange {
  /** Folder below which is looked, with its path (`/` for the topmost). */
  readonly folderId: number;
  readonly path: string;
  /** Only what comes after the entry with these names below the folder. */
  readonly after: readonly string[];
}

interface Child {
  readonly id: number;
  readonly name: string;
  readonly folder: number;
}

/** Ranges that note no more than this are read in one go, and kept for the next page. */
const fewNotes = 20_000;
/** With more children than that to sort, a folder is read in the order of its names instead. */
const manyChildren = 4000;
const pageSize = 600;

const noted = `FROM snapshot s CROSS JOIN change c ON c.plan_key = s.plan_key AND c.sequence = s.sequence
   WHERE s.plan_key = @planKey AND s.sequence > @low AND s.sequence <= @high`;

/**
 * Walks the entries that something happened to between two snapshots, folder by folder: by name, a folder before what it
 * holds. Some may be in the end as they were. The time follows what is taken, not what changed in all.
 */
export function createChangeWalker(db: Connection): (walk: ChangeWalk) => Generator<Touched> {
  const touchedIn = createNotes(db);
  const readByName = createNameReader(db);
  const byId = db.prepare<[number, number], Child>('SELECT id, name, folder FROM entry WHERE id = ? AND parent_id = ?');
  const byName = db.prepare<[number, string], Child>(
    'SELECT id, name, folder FROM entry WHERE parent_id = ? AND name = ?',
  );

  const children = (range: ChangeRange, folderId: number, after: string): Iterable<Child> => {
    const ids = touchedIn(range, folderId);
    if (ids.length >= manyChildren) return readByName(range, folderId, after);
    return ids
      .flatMap((id) => byId.get(id, folderId) ?? [])
      .filter(({ name }) => after === '' || compareNames(name, after) > 0)
      .sort((one, other) => compareNames(one.name, other.name));
  };
  function* walk({ folderId, path, after: [name = '', ...deeper], ...range }: ChangeWalk): Generator<Touched> {
    const prefix = path === '/' ? '/' : `${path}/`;
    const begun = name === '' ? undefined : byName.get(folderId, name);
    // What the last page ended with was told; what lies below it follows.
    if (begun?.folder) yield* walk({ ...range, folderId: begun.id, path: prefix + begun.name, after: deeper });
    for (const { id, name: own, folder } of children(range, folderId, name)) {
      yield { id, path: prefix + own };
      if (folder) yield* walk({ ...range, folderId: id, path: prefix + own, after: [] });
    }
  }
  return walk;
}

/** Ids of a folder's touched children, up to `manyChildren`. */
function createNotes(db: Connection): (range: ChangeRange, folderId: number) => readonly number[] {
  const few = db
    .prepare<unknown[], [number, number]>(`SELECT c.folder_id, c.entry_id ${noted} LIMIT ${fewNotes + 1}`)
    .raw();
  const count = db.prepare<unknown[], number>(`SELECT count(*) FROM (SELECT 1 ${noted} LIMIT ${fewNotes + 1})`).pluck();
  const inFolder = db
    .prepare<unknown[], number>(`SELECT DISTINCT c.entry_id ${noted} AND c.folder_id = @folderId LIMIT ${manyChildren}`)
    .pluck();
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  let kept:
    | { readonly key: string; readonly folders: ReadonlyMap<number, ReadonlySet<number>> | undefined }
    | undefined;

  const read = (range: ChangeRange): ReadonlyMap<number, ReadonlySet<number>> | undefined => {
    if ((count.get(range) ?? 0) > fewNotes) return undefined;
    const folders = new Map<number, Set<number>>();
    for (const [folder, entry] of few.all(range)) {
      const ids = folders.get(folder);
      if (ids) ids.add(entry);
      else folders.set(folder, new Set([entry]));
    }
    return folders;
  };
  return ({ planKey, low, high }, folderId) => {
    const key = `${planKey} ${low} ${high} ${dataVersion.get()}`;
    if (kept?.key !== key) kept = { key, folders: read({ planKey, low, high }) };
    if (kept.folders) return [...(kept.folders.get(folderId) ?? [])].slice(0, manyChildren);
    return inFolder.all({ planKey, low, high, folderId });
  };
}

/** Touched children of a folder in the order of their names, page after page: looks at all that lie between. */
function createNameReader(db: Connection) {
  const page = db.prepare<unknown[], Child>(
    `SELECT e.id, e.name, e.folder FROM entry e WHERE e.parent_id = @folderId AND e.name > @after AND (
       EXISTS (SELECT 1 FROM version v WHERE v.entry_id = e.id AND
         (v.first_seq > @low AND v.first_seq <= @high OR v.last_seq >= @low AND v.last_seq < @high))
       OR (e.folder = 1 AND EXISTS (SELECT 1 ${noted} AND c.folder_id = e.id)))
     ORDER BY e.name LIMIT ${pageSize}`,
  );
  return function* read(range: ChangeRange, folderId: number, after: string): Generator<Child> {
    for (let last: string | undefined = after; last !== undefined; ) {
      const found: Child[] = page.all({ ...range, folderId, after: last });
      yield* found;
      last = found.length < pageSize ? undefined : found.at(-1)?.name;
    }
  };
}

/** By code point, as SQLite does: of UTF-16 units that differ, a surrogate is the greater. */
function compareNames(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (left !== right) return weightOf(left) - weightOf(right);
  }
  return one.length - other.length;
}

const weightOf = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
