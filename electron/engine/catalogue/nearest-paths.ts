import type { At, Located } from './entries-store.ts';
import { namesOf } from './entry-paths.ts';
import { rankNames } from './nearest-names.ts';
import type { Connection } from './open-catalogue.ts';
import { walkTree } from './walk-tree.ts';

export interface NearestRequest {
  readonly moment: At;
  /** What the snapshot does not hold. */
  readonly path: string;
  /** As far down the path as the snapshot goes, from the topmost on. */
  readonly trail: readonly Located[];
  /** Names in the last folder of the trail. */
  readonly siblings: readonly string[];
  readonly holds: (path: string) => boolean;
}

interface Candidate {
  readonly path: string;
  readonly distance: number;
}

const wantedCount = 3;
/** A slip of the finger: nobody meant a file in another folder. */
const slip = 2;
/** Entries looked through for a name that may lie elsewhere. */
const walkedAtMost = 20_000;

/**
 * The three paths that come nearest to one a snapshot does not hold: names in its folder that differ by a slip, then what
 * is called so, or nearly so, further down or anywhere else. Fewer only where the snapshot holds fewer.
 */
export function nearestPaths(db: Connection, request: NearestRequest): string[] {
  const { path, trail, siblings, holds } = request;
  const deepest = trail.at(-1);
  const [missing, ...rest] = namesOf(path).slice(trail.length - 1);
  if (!deepest || missing === undefined) return [];
  const alike = rankNames(missing, siblings, wantedCount).map(({ name, distance }) => {
    const found = join(deepest.path, name);
    const whole = [found, ...rest].join('/');
    return { path: rest.length > 0 && holds(whole) ? whole : found, distance };
  });
  if (alike.length === wantedCount && (alike[0]?.distance ?? 0) <= slip) return alike.map((one) => one.path);
  const below = elsewhere(db, request, deepest);
  const anywhere = below.length < wantedCount && trail[0] ? elsewhere(db, request, trail[0]) : [];
  return firstOf([...alike, ...below, ...anywhere]);
}

/** What is called nearly as the wanted, in or below a folder. */
function elsewhere(db: Connection, { moment, path }: NearestRequest, folder: Located): Candidate[] {
  const places = new Map<string, string[]>();
  let left = walkedAtMost;
  for (const entry of walkTree(db, { folderId: folder.entryId, path: folder.path, sequence: moment.sequence })) {
    const known = places.get(entry.name);
    if (known) known.push(entry.path);
    else places.set(entry.name, [entry.path]);
    left -= 1;
    if (left === 0) break;
  }
  const wanted = namesOf(path).at(-1) ?? '';
  return rankNames(wanted, places.keys(), wantedCount).flatMap(({ name, distance }) =>
    (places.get(name) ?? []).slice(0, wantedCount).map((found) => ({
      path: found,
      // In another case it is not quite the same.
      distance: distance + (name === wanted ? 0 : 0.5),
    })),
  );
}

/** The nearest first, those in the path's own folder before others; none twice. */
function firstOf(candidates: readonly Candidate[]): string[] {
  const sorted = candidates.toSorted((one, other) => one.distance - other.distance);
  return [...new Set(sorted.map(({ path }) => path))].slice(0, wantedCount);
}

const join = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`);
