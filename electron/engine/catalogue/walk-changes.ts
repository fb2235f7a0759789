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

/** With more children than that to sort, a folder is read in the order of its names instead. */
const manyChildren = 4000;
const pageSize = 600;

const noted = (folder: string): string =>
  `FROM snapshot s CROSS JOIN change c ON c.plan_key = s.plan_key AND c.sequence = s.sequence AND c.folder_id = ${folder}
   WHERE s.plan_key = @planKey AND s.sequence > @low AND s.sequence <= @high`;

/**
 * Walks the entries that something happened to between two snapshots, folder by folder: by name, a folder before what it
 * holds. Some may be in the end as they were. The time follows what is taken, not what changed in all.
 */
export function createChangeWalker(db: Connection): (walk: ChangeWalk) => Generator<Touched> {
  const counted = db
    .prepare<unknown[], number>(
      `SELECT count(*) FROM (SELECT DISTINCT c.entry_id ${noted('@folderId')} LIMIT ${manyChildren})`,
    )
    .pluck();
  const few = db.prepare<unknown[], Child>(
    `SELECT e.id, e.name, e.folder FROM (SELECT DISTINCT c.entry_id AS id ${noted('@folderId')}) t
       CROSS JOIN entry e ON e.id = t.id
     WHERE e.parent_id = @folderId AND e.name > @after ORDER BY e.name`,
  );
  const many = db.prepare<unknown[], Child>(
    `SELECT e.id, e.name, e.folder FROM entry e WHERE e.parent_id = @folderId AND e.name > @after AND (
       EXISTS (SELECT 1 FROM version v WHERE v.entry_id = e.id AND
         (v.first_seq > @low AND v.first_seq <= @high OR v.last_seq >= @low AND v.last_seq < @high))
       OR (e.folder = 1 AND EXISTS (SELECT 1 ${noted('e.id')})))
     ORDER BY e.name LIMIT ${pageSize}`,
  );
  const child = db.prepare<[number, string], Child>(
    'SELECT id, name, folder FROM entry WHERE parent_id = ? AND name = ?',
  );

  function* children(range: ChangeRange, folderId: number, after: string): Generator<Child> {
    const { planKey, low, high } = range;
    const bound = { planKey, low, high, folderId };
    if ((counted.get(bound) ?? 0) < manyChildren) {
      yield* few.all({ ...bound, after });
      return;
    }
    for (let last: string | undefined = after; last !== undefined; ) {
      const page: Child[] = many.all({ ...bound, after: last });
      yield* page;
      last = page.length < pageSize ? undefined : page.at(-1)?.name;
    }
  }
  function* walk({ folderId, path, after: [name = '', ...deeper], ...range }: ChangeWalk): Generator<Touched> {
    const prefix = path === '/' ? '/' : `${path}/`;
    const begun = name === '' ? undefined : child.get(folderId, name);
    // What the last page ended with was told; what lies below it follows.
    if (begun?.folder) yield* walk({ ...range, folderId: begun.id, path: prefix + begun.name, after: deeper });
    for (const { id, name: own, folder } of children(range, folderId, name)) {
      yield { id, path: prefix + own };
      if (folder) yield* walk({ ...range, folderId: id, path: prefix + own, after: [] });
    }
  }
  return walk;
}
