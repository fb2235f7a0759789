import type { Version } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { EntryPaths } from './entry-paths.ts';
import { fileType } from './file-record.ts';
import { isState } from './is-state.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';
import { createPageBudget } from './page-budget.ts';
import { readPlanTimeline } from './plan-timeline.ts';
import { holdsAt, type VersionRow, versionColumns } from './version-row.ts';

export interface DeletedRequest {
  readonly planKey: number;
  readonly rootEntry: number;
  /** Folder in which, and below which, is looked. */
  readonly path: string;
  /** Only what the snapshot of this sequence held, as it held it; else everything, as it was last. */
  readonly sequence: number | undefined;
  /** Names that the folder on disk has now; undefined where that is not known. */
  readonly present: readonly string[] | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/**
 * A place in the list: by name in what the disk lacks, then by the snapshot from which on it was gone and by the ids of
 * the entries from the folder down to it. What lies below that entry comes after it.
 */
type Place =
  | { readonly part: 'now'; readonly name: string }
  | { readonly part: 'then'; readonly sequence: number; readonly trail: readonly number[] };

interface Told {
  /** Undefined where nothing was found so far. */
  readonly entryId: number | undefined;
  readonly place: Place;
}

interface Scope extends DeletedRequest {
  readonly folderId: number;
}

/** A page that is not full by then ends, and the next one goes on from there. */
const patienceMs = 80;

/**
 * Pages of what a folder held that is not there now: first what the newest snapshot has in it but the disk has not, by
 * name; then what was gone before, the last to go first. A folder that is gone stands for what it held. Undefined if the
 * plan never held the folder.
 */
export function createDeletedFinder(
  db: Connection,
  paths: EntryPaths,
): (request: DeletedRequest) => PageOf<Version> | undefined {
  const missingOnDisk = createDiskReader(db);
  const goneBefore = createGoneReader(db);
  const newest = db.prepare<unknown[], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = @entryId ORDER BY v.first_seq DESC LIMIT 1`,
  );
  const at = db.prepare<unknown[], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = @entryId AND ${holdsAt}`,
  );

  function* candidates(scope: Scope): Generator<Told> {
    const from = readPlace(scope.after);
    if (from.part === 'now') yield* missingOnDisk(scope, from.name);
    yield* goneBefore(scope, from.part === 'then' ? from : undefined);
  }
  return (request) => {
    const folderId = paths.find(request.rootEntry, request.path);
    if (folderId === undefined) return undefined;
    const { sequence: seq, limit } = request;
    const timeline = readPlanTimeline(db, request.planKey);
    const fits = createPageBudget();
    const items: Version[] = [];
    let place: Place | undefined;
    for (const told of candidates({ ...request, folderId })) {
      const { entryId } = told;
      if (entryId === undefined) return { items, next: writePlace(told.place) };
      const row = seq === undefined ? newest.get({ entryId }) : at.get({ entryId, seq });
      const path = paths.pathOf(entryId);
      const version = row && timeline.toVersion(path, row);
      if (version && place && (items.length === limit || !fits(path))) return { items, next: writePlace(place) };
      if (version) items.push(version);
      place = told.place;
    }
    return { items, next: null };
  };
}

function createDiskReader(db: Connection) {
  const current = db.prepare<unknown[], { readonly entryId: number; readonly name: string }>(
    `SELECT e.id AS entryId, e.name FROM entry e CROSS JOIN version v ON v.entry_id = e.id
     WHERE e.parent_id = @folderId AND e.name > @after AND v.last_seq IS NULL ORDER BY e.name LIMIT 1000`,
  );
  return function* missingOnDisk({ present, folderId }: Scope, from: string): Generator<Told> {
    if (present === undefined) return;
    const names = new Set(present);
    for (let after: string | undefined = from; after !== undefined; ) {
      const children: { entryId: number; name: string }[] = current.all({ folderId, after });
      for (const { entryId, name } of children) {
        if (!names.has(name)) yield { entryId, place: { part: 'now', name } };
      }
      after = children.at(-1)?.name;
    }
  };
}

interface Noted {
  readonly entryId: number;
  /** Null for a folder that is still there. */
  readonly lastSeq: number | null;
}

const notedAtOnce = 500;

/** Goes by what snapshots noted, the newest first: what is noted but not there any more went with that snapshot. */
function createGoneReader(db: Connection) {
  const sequences = db
    .prepare<unknown[], number>(
      `SELECT sequence FROM snapshot WHERE plan_key = @planKey AND ${isState} AND missing = 0
         AND sequence > @oldest AND sequence <= @newest ORDER BY sequence DESC`,
    )
    .pluck();
  const noted = db.prepare<unknown[], Noted>(
    `SELECT c.entry_id AS entryId, v.last_seq AS lastSeq FROM change c
       CROSS JOIN version v ON v.entry_id = c.entry_id
         AND v.first_seq = (SELECT max(w.first_seq) FROM version w WHERE w.entry_id = c.entry_id)
     WHERE c.plan_key = @planKey AND c.sequence = @sequence AND c.folder_id = @folderId AND c.entry_id >= @from
       AND (v.last_seq < @sequence OR (v.last_seq IS NULL AND v.type = ${fileType.folder}))
     ORDER BY c.entry_id LIMIT ${notedAtOnce}`,
  );

  function* notedIn({ planKey, sequence }: Walk, folderId: number, first: number): Generator<Noted> {
    for (let from: number | undefined = first; from !== undefined; ) {
      const some: Noted[] = noted.all({ planKey, sequence, folderId, from });
      yield* some;
      const last: Noted | undefined = some.length < notedAtOnce ? undefined : some.at(-1);
      from = last && last.entryId + 1;
    }
  }
  /** `after`: ids down to the entry that was visited last, if it lies below the folder. */
  function* below(walk: Walk, folderId: number, after: readonly number[], above: readonly number[]): Generator<Told> {
    const [visited = 0, ...deeper] = after;
    for (const { entryId, lastSeq } of notedIn(walk, folderId, visited)) {
      const trail = [...above, entryId];
      const place: Place = { part: 'then', sequence: walk.sequence, trail };
      const isThere = lastSeq === null;
      if (entryId === visited) {
        if (isThere) yield* below(walk, entryId, deeper, trail);
      } else if (!isThere) {
        yield { entryId, place };
      } else {
        if (performance.now() > walk.deadline) yield { entryId: undefined, place };
        yield* below(walk, entryId, [], trail);
      }
    }
  }
  return function* goneBefore(
    { planKey, folderId, sequence: oldest = 0 }: Scope,
    from?: Place & { part: 'then' },
  ): Generator<Told> {
    const deadline = performance.now() + patienceMs;
    for (const sequence of sequences.all({ planKey, oldest, newest: from?.sequence ?? Number.MAX_SAFE_INTEGER })) {
      const begun = from?.sequence === sequence ? from.trail : undefined;
      const late = begun === undefined && performance.now() > deadline;
      if (late) yield { entryId: undefined, place: { part: 'then', sequence, trail: [] } };
      yield* below({ planKey, sequence, deadline }, folderId, begun ?? [], []);
    }
  };
}

interface Walk {
  readonly planKey: number;
  readonly sequence: number;
  readonly deadline: number;
}

function readPlace(after: string | undefined): Place {
  const [part, name, sequence] = readCursor(after, ['string', 'string', 'number']) ?? ['now', '', 0];
  if (part !== 'then') return { part: 'now', name };
  return {
    part,
    sequence,
    trail: name
      .split('/')
      .filter((id) => id !== '')
      .map(Number),
  };
}

const writePlace = (place: Place): string =>
  writeCursor(place.part === 'now' ? ['now', place.name, 0] : ['then', place.trail.join('/'), place.sequence]);
