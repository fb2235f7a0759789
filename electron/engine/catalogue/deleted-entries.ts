import type { Version } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { EntryPaths } from './entry-paths.ts';
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

/** A place in the list: by name in what the disk lacks, then by the last snapshot that held it and by entry. */
type Place =
  | { readonly part: 'now'; readonly name: string }
  | { readonly part: 'then'; readonly lastSeq: number; readonly entryId: number };

interface Told {
  /** Undefined where nothing was found so far. */
  readonly entryId: number | undefined;
  readonly place: Place;
}

interface Ended {
  readonly entryId: number;
  readonly lastSeq: number;
}

interface Scope extends DeletedRequest {
  readonly folderId: number;
}

/** Versions that ended which are looked through at once. */
const endedAtOnce = 10_000;
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
  const goneBefore = createGoneReader(db, paths);
  const newest = db.prepare<unknown[], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = @entryId ORDER BY v.first_seq DESC LIMIT 1`,
  );
  const at = db.prepare<unknown[], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = @entryId AND ${holdsAt}`,
  );

  function* candidates(scope: Scope): Generator<Told> {
    const from = readPlace(scope.after);
    if (from.part === 'now') yield* missingOnDisk(scope, from.name);
    yield* goneBefore(scope, from.part === 'then' ? from : { lastSeq: Number.MAX_SAFE_INTEGER, entryId: 0 });
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

function createGoneReader(db: Connection, paths: EntryPaths) {
  const ended = db.prepare<unknown[], Ended>(
    `SELECT entry_id AS entryId, last_seq AS lastSeq FROM version
     WHERE last_seq IS NOT NULL AND (last_seq, entry_id) < (@lastSeq, @entryId)
     ORDER BY last_seq DESC, entry_id DESC LIMIT ${endedAtOnce}`,
  );
  // Gone for good, from a folder that is still there or that was asked for.
  const gone = db.prepare<unknown[], Ended>(
    `SELECT e.id AS entryId, j.value ->> 'lastSeq' AS lastSeq
     FROM json_each(@some) j CROSS JOIN entry e ON e.id = j.value ->> 'entryId'
     WHERE e.plan_key = @planKey
       AND NOT EXISTS (SELECT 1 FROM version w WHERE w.entry_id = e.id
         AND (w.last_seq IS NULL OR w.last_seq > j.value ->> 'lastSeq'))
       AND (e.parent_id IN (@folderId, @rootEntry)
         OR EXISTS (SELECT 1 FROM version w WHERE w.entry_id = e.parent_id AND w.last_seq IS NULL))
     ORDER BY j.key`,
  );
  return function* goneBefore(scope: Scope, from: Ended): Generator<Told> {
    const { planKey, rootEntry, folderId, sequence = 0 } = scope;
    const prefix = scope.path === '/' ? '/' : `${scope.path}/`;
    const deadline = performance.now() + patienceMs;
    for (let place: Ended | undefined = from; place && place.lastSeq >= sequence; ) {
      const some: Ended[] = ended.all({ ...place });
      const bound = { some: JSON.stringify(some), planKey, rootEntry, folderId };
      for (const { entryId, lastSeq } of gone.all(bound)) {
        const isBelow = paths.pathOf(entryId).startsWith(prefix);
        if (isBelow) yield { entryId, place: { part: 'then', lastSeq, entryId } };
      }
      place = some.length < endedAtOnce ? undefined : some.at(-1);
      if (place && performance.now() > deadline) yield { entryId: undefined, place: { part: 'then', ...place } };
    }
  };
}

function readPlace(after: string | undefined): Place {
  const [part, name, lastSeq, entryId] = readCursor(after, ['string', 'string', 'number', 'number']) ?? [
    'now',
    '',
    0,
    0,
  ];
  return part === 'then' ? { part, lastSeq, entryId } : { part: 'now', name };
}

const writePlace = (place: Place): string =>
  writeCursor(place.part === 'now' ? ['now', place.name, 0, 0] : ['then', '', place.lastSeq, place.entryId]);
