import type { Found } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { EntryPaths } from './entry-paths.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';
import { fitPage } from './page-budget.ts';
import { type PlanTimeline, readPlanTimeline } from './plan-timeline.ts';
import { createRanker, type Ranked, type RankRequest } from './rank-entries.ts';
import { createFilterBinder, filterSpans, isFiltering, passesFilter, type VersionFilter } from './version-filter.ts';
import { type VersionRow, versionColumns } from './version-row.ts';

export interface FindRequest extends RankRequest, VersionFilter {
  readonly after: string | undefined;
  readonly limit: number;
}

interface Hit extends VersionRow {
  readonly planKey: number;
  readonly planId: string;
  readonly planName: string;
  readonly repositoryId: string;
  readonly repositoryPath: string;
}

interface PlacedHit extends Hit, Ranked {
  readonly path: string;
}

/** Entries whose versions are read at once: reading them one by one takes several times as long. */
const entriesAtOnce = 100;
/** With a filter most may not pass. */
const filteredAtOnce = 1000;
/** A page that a filter leaves without enough by then ends, and the next one goes on from there. */
const patienceMs = 120;

/**
 * Pages of the versions whose name fits: names that are the text first, then those that begin with it, then the others,
 * each by entry, its newest version first. A page looks through all names, or goes on from what the one before it found.
 * Where few of those that fit pass the filter, a page may be short or empty though others follow.
 */
export function createFinder(db: Connection, paths: EntryPaths): (request: FindRequest) => PageOf<Found> {
  const rank = createRanker(db);
  const readVersions = createVersionReader(db);
  /** One more than asked for, which tells whether another page follows; `next` where the patience ended first. */
  const collect = (request: FindRequest) => {
    const [place, entryId, before] = readCursor(request.after, ['number', 'number', 'number']) ?? [0, 0, 0];
    const filtering = isFiltering(request);
    const read = readVersions(request, { entryId, before });
    const deadline = performance.now() + patienceMs;
    const rows: PlacedHit[] = [];
    for (const some of inPieces(rank(request, { rank: place, entryId }), filtering ? filteredAtOnce : entriesAtOnce)) {
      const ranks = new Map(some.map((one) => [one.entryId, one.rank]));
      for (const hit of read(some, request.limit + 1 - rows.length)) {
        rows.push({ ...hit, rank: ranks.get(hit.entryId) ?? 0, path: paths.pathOf(hit.entryId) });
      }
      if (rows.length > request.limit) break;
      const reached = some.at(-1);
      if (filtering && reached && performance.now() > deadline) return { rows, next: afterAll(reached) };
    }
    return { rows, next: undefined };
  };
  return (request) => {
    const { rows, next } = collect(request);
    const page = fitPage(rows.slice(0, request.limit), ({ path }) => path);
    const last = rows.length > page.length ? page.at(-1) : undefined;
    return { items: describe(db, page), next: writePlace(last ?? next) };
  };
}

/** `firstSeq`: only older versions of the entry follow. */
type Place = Ranked & { readonly firstSeq: number };

const afterAll = ({ rank, entryId }: Ranked): Place => ({
  rank,
  entryId: entryId + 1,
  firstSeq: Number.MAX_SAFE_INTEGER,
});

const writePlace = (place: Place | undefined): string | null =>
  place ? writeCursor([place.rank, place.entryId, place.firstSeq]) : null;

/** Reads the versions of some entries that pass the request's filter, in the order of the entries, the newest first. */
function createVersionReader(db: Connection) {
  const select = `SELECT c.key AS planKey, p.id AS planId, p.name AS planName, r.id AS repositoryId, r.path AS repositoryPath, ${versionColumns}
     FROM json_each(@entries) j CROSS JOIN version v ON v.entry_id = j.value CROSS JOIN entry e ON e.id = v.entry_id
       CROSS JOIN place c ON c.key = e.plan_key CROSS JOIN plan p ON p.id = c.plan_id
       CROSS JOIN repository r ON r.key = c.repository_key`;
  const rest = `(v.entry_id <> @entryId OR v.first_seq < @before) ORDER BY j.key, v.first_seq DESC LIMIT @limit`;
  const all = db.prepare<unknown[], Hit>(`${select} WHERE ${rest}`);
  const passing = db.prepare<unknown[], Hit>(
    `WITH ${filterSpans} ${select} CROSS JOIN span s WHERE ${passesFilter} AND ${rest}`,
  );
  const bind = createFilterBinder(db);
  return (request: FindRequest, from: { readonly entryId: number; readonly before: number }) => {
    const filter = isFiltering(request) ? bind(request) : undefined;
    return (some: readonly Ranked[], limit: number): readonly Hit[] => {
      const bound = { ...from, limit, entries: JSON.stringify(some.map(({ entryId }) => entryId)) };
      return filter ? passing.all({ ...bound, ...filter }) : all.all(bound);
    };
  };
}

function* inPieces<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let piece: Item[] = [];
  for (const item of items) {
    piece.push(item);
    if (piece.length === size) {
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}

function describe(db: Connection, hits: readonly PlacedHit[]): Found[] {
  const timelines = new Map<number, PlanTimeline>();
  return hits.flatMap((hit) => {
    const timeline = timelines.get(hit.planKey) ?? readPlanTimeline(db, hit.planKey);
    timelines.set(hit.planKey, timeline);
    const version = timeline.toVersion(hit.path, hit);
    const { planId, planName, repositoryId, repositoryPath } = hit;
    return version ? [{ ...version, planId, planName, repositoryId, repositoryPath }] : [];
  });
}

/** What `entry.folded` holds: the name in lower case if that takes more than ASCII's rules (SQLite's LIKE knows those). */
export function foldName(name: string): string | null {
  const folded = name.toLowerCase();
  return folded === name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) ? null : folded;
}
