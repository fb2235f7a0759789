import type { Found } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { EntryPaths } from './entry-paths.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';
import { fitPage } from './page-budget.ts';
import { type PlanTimeline, readPlanTimeline } from './plan-timeline.ts';
import { createRanker, type Ranked, type RankRequest } from './rank-entries.ts';
import { type VersionRow, versionColumns } from './version-row.ts';

export interface FindRequest extends RankRequest {
  readonly after: string | undefined;
  readonly limit: number;
}

interface Hit extends VersionRow {
  readonly planKey: number;
  readonly planId: string;
  readonly planName: string;
}

interface PlacedHit extends Hit, Ranked {
  readonly path: string;
}

/** Entries whose versions are read at once: reading them one by one takes several times as long. */
const entriesAtOnce = 100;

/**
 * Pages of the versions whose name fits: names that are the text first, then those that begin with it, then the others,
 * each by entry, its newest version first. A page looks through all names, or goes on from what the one before it found.
 */
export function createFinder(db: Connection, paths: EntryPaths): (request: FindRequest) => PageOf<Found> {
  const rank = createRanker(db);
  const versions = db.prepare<unknown[], Hit>(
    `SELECT p.key AS planKey, p.id AS planId, p.name AS planName, ${versionColumns}
     FROM json_each(@entries) j CROSS JOIN version v ON v.entry_id = j.value CROSS JOIN entry e ON e.id = v.entry_id
       CROSS JOIN plan p ON p.key = e.plan_key
     WHERE v.entry_id <> @entryId OR v.first_seq < @before ORDER BY j.key, v.first_seq DESC LIMIT @limit`,
  );
  return (request) => {
    const { after, limit } = request;
    const [place, entryId, before] = readCursor(after, ['number', 'number', 'number']) ?? [0, 0, 0];
    const rows: PlacedHit[] = [];
    for (const some of inPieces(rank(request, { rank: place, entryId }), entriesAtOnce)) {
      const entries = JSON.stringify(some.map((one) => one.entryId));
      // One more than asked for tells whether another page follows.
      const found = versions.all({ entries, entryId, before, limit: limit + 1 - rows.length });
      const ranks = new Map(some.map((one) => [one.entryId, one.rank]));
      for (const hit of found) {
        rows.push({ ...hit, rank: ranks.get(hit.entryId) ?? 0, path: paths.pathOf(hit.entryId) });
      }
      if (rows.length > limit) break;
    }
    const page = fitPage(rows.slice(0, limit), ({ path }) => path);
    const last = rows.length > page.length ? page.at(-1) : undefined;
    return {
      items: describe(db, page),
      next: last ? writeCursor([last.rank, last.entryId, last.firstSeq]) : null,
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
    return version ? [{ ...version, planId: hit.planId, planName: hit.planName }] : [];
  });
}

/** What `entry.folded` holds: the name in lower case if that takes more than ASCII's rules (SQLite's LIKE knows those). */
export function foldName(name: string): string | null {
  const folded = name.toLowerCase();
  return folded === name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) ? null : folded;
}
