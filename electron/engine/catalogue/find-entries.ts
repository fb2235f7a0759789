import type { Found } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { EntryPaths } from './entry-paths.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';
import { fitPage } from './page-budget.ts';
import { type PlanTimeline, readPlanTimeline } from './plan-timeline.ts';
import { type VersionRow, versionColumns } from './version-row.ts';

export interface FindRequest {
  readonly pattern: string;
  /** One plan, or all. */
  readonly planKey: number | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

interface Ranked {
  readonly entryId: number;
  /** 0: the name is the text, 1: begins with it, 2: holds it. */
  readonly rank: number;
}

interface Hit extends VersionRow {
  readonly planKey: number;
  readonly planId: string;
  readonly planName: string;
}

/** So many entries are ranked at once, so that the next pages need not look through all names again. */
const rankedAtOnce = 2000;

/**
 * Pages of the versions whose name fits: names that are the text first, then those that begin with it, then the others,
 * each by entry, its newest version first. A page looks through all names, or goes on from what the one before it found.
 */
export function createFinder(db: Connection, paths: EntryPaths): (request: FindRequest) => PageOf<Found> {
  const rank = createRanker(db);
  const versions = db.prepare<unknown[], Hit>(
    `SELECT p.key AS planKey, p.id AS planId, p.name AS planName, ${versionColumns}
     FROM version v CROSS JOIN entry e ON e.id = v.entry_id CROSS JOIN plan p ON p.key = e.plan_key
     WHERE v.entry_id = @entryId AND v.first_seq < @before ORDER BY v.first_seq DESC LIMIT @limit`,
  );
  return (request) => {
    const { after, limit } = request;
    const [place, entryId, before] = readCursor(after, ['number', 'number', 'number']) ?? [
      0,
      0,
      Number.MAX_SAFE_INTEGER,
    ];
    const rows: (Hit & Ranked)[] = [];
    for (const ranked of rank(request, { rank: place, entryId })) {
      const newest = ranked.entryId === entryId ? before : Number.MAX_SAFE_INTEGER;
      // One more than asked for tells whether another page follows.
      const found = versions.all({ entryId: ranked.entryId, before: newest, limit: limit + 1 - rows.length });
      rows.push(...found.map((hit) => ({ ...hit, ...ranked })));
      if (rows.length > limit) break;
    }
    const page = fitPage(rows.slice(0, limit), (hit) => paths.pathOf(hit.entryId));
    const last = rows.length > page.length ? page.at(-1) : undefined;
    return {
      items: describe(db, paths, page),
      next: last ? writeCursor([last.rank, last.entryId, last.firstSeq]) : null,
    };
  };
}

/** Entries that fit, in their order, from a place on; the entry at that place is the first one if it fits. */
function createRanker(db: Connection) {
  // Most names that fit only hold the text: that they do not begin with it is asked first, and once.
  const ranking = (condition: string) =>
    db.prepare<unknown[], Ranked>(
      `SELECT id AS entryId, rank FROM (
         SELECT e.id, CASE WHEN NOT ${fits('start')} THEN 2 WHEN ${fits('whole')} THEN 0 ELSE 1 END AS rank
         FROM entry e WHERE ${fits('anywhere')} AND e.parent_id <> 0 AND (@planKey IS NULL OR e.plan_key = @planKey))
       WHERE ${condition} ORDER BY rank, id LIMIT ${rankedAtOnce}`,
    );
  const first = ranking('TRUE');
  const following = ranking('rank > @rank OR (rank = @rank AND id >= @entryId)');
  const dataVersion = (): number => Number(db.pragma('data_version', { simple: true }));
  /** What was ranked last, from which place on; its pages are mostly asked for one after the other. */
  let kept: { readonly key: string; readonly from: Ranked; readonly list: readonly Ranked[] } | undefined;

  const list = ({ pattern, planKey }: FindRequest, from: Ranked): readonly Ranked[] => {
    const key = JSON.stringify([pattern, planKey, dataVersion()]);
    if (kept?.key !== key || !covers(kept, from)) {
      const bound = { ...bindings(pattern), planKey: planKey ?? null, ...from };
      const ranked = compare(from, beginning) <= 0 ? first : following;
      kept = { key, from, list: ranked.all(bound) };
    }
    return kept.list;
  };
  return function* rank(request: FindRequest, place: Ranked): Generator<Ranked> {
    for (let from: Ranked | undefined = place; from; ) {
      const start: Ranked = from;
      const found = list(request, start);
      yield* found.filter((one) => compare(one, start) >= 0);
      const last = found.length < rankedAtOnce ? undefined : found.at(-1);
      from = last && { rank: last.rank, entryId: last.entryId + 1 };
    }
  };
}

function covers({ from, list }: { readonly from: Ranked; readonly list: readonly Ranked[] }, place: Ranked): boolean {
  const last = list.at(-1);
  const end = list.length < rankedAtOnce || (last !== undefined && compare(place, last) <= 0);
  return compare(from, place) <= 0 && end;
}

const beginning: Ranked = { rank: 0, entryId: 0 };

const compare = (one: Ranked, other: Ranked): number => one.rank - other.rank || one.entryId - other.entryId;

/** Only names in which more than ASCII's rules for case applies are kept folded; what is looked for always is. */
const fits = (how: keyof ReturnType<typeof bindings>): string =>
  `(e.name LIKE @${how} ESCAPE '\\' OR (e.folded IS NOT NULL AND e.folded LIKE @${how} ESCAPE '\\'))`;

function bindings(pattern: string) {
  const folded = pattern.toLowerCase();
  const anywhere = toLike(folded);
  if (isPattern(folded)) return { anywhere, start: anywhere, whole: anywhere };
  return { anywhere, start: `${escapeLike(folded)}%`, whole: escapeLike(folded) };
}

function describe(db: Connection, paths: EntryPaths, hits: readonly Hit[]): Found[] {
  const timelines = new Map<number, PlanTimeline>();
  return hits.flatMap((hit) => {
    const timeline = timelines.get(hit.planKey) ?? readPlanTimeline(db, hit.planKey);
    timelines.set(hit.planKey, timeline);
    const version = timeline.toVersion(paths.pathOf(hit.entryId), hit);
    return version ? [{ ...version, planId: hit.planId, planName: hit.planName }] : [];
  });
}

const isPattern = (text: string): boolean => /[*?]/.test(text);
const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** Text anywhere in the name; with * or ? the whole name must fit. */
export function toLike(pattern: string): string {
  const literal = escapeLike(pattern);
  return isPattern(pattern) ? literal.replaceAll('*', '%').replaceAll('?', '_') : `%${literal}%`;
}

/** What `entry.folded` holds: the name in lower case if that takes more than ASCII's rules (SQLite's LIKE knows those). */
export function foldName(name: string): string | null {
  const folded = name.toLowerCase();
  return folded === name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) ? null : folded;
}
