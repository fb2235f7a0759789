import type { Connection } from './open-catalogue.ts';

export interface RankRequest {
  /** Text anywhere in the name; with * or ? the whole name must fit. */
  readonly pattern: string;
  /** A plan in its repositories, or all plans. */
  readonly planKeys: readonly number[] | undefined;
}

export interface Ranked {
  readonly entryId: number;
  /** 0: the name is the text, 1: begins with it, 2: holds it. With * or ? always 0. */
  readonly rank: number;
}

/** So many entries are ranked at once, so that the next pages need not look through all names again. */
const rankedAtOnce = 4000;
/** Names looked through before it is asked again which of the following ones still count. */
const idsAtOnce = 32_768;

/**
 * Entries whose name fits, by rank and id, from a place on (the entry at that place is the first one if it fits). All
 * names are read for that, but most of them are only asked whether they begin with the text once there are enough
 * that hold it: those that come later do so in the order as well.
 */
export function createRanker(db: Connection): (request: RankRequest, place: Ranked) => Generator<Ranked> {
  const look = createLook(db);
  const dataVersion = (): number => Number(db.pragma('data_version', { simple: true }));
  /** What was ranked last, from which place on; its pages are mostly asked for one after the other. */
  let kept: { readonly key: string; readonly from: Ranked; readonly list: readonly Ranked[] } | undefined;

  const list = (request: RankRequest, from: Ranked): readonly Ranked[] => {
    const key = JSON.stringify([request.pattern, request.planKeys, dataVersion()]);
    if (kept?.key !== key || !covers(kept, from)) kept = { key, from, list: look(request, from) };
    return kept.list;
  };
  return function* rank(request: RankRequest, place: Ranked): Generator<Ranked> {
    for (let from: Ranked | undefined = place; from; ) {
      const start: Ranked = from;
      const found = list(request, start);
      yield* found.filter((one) => compare(one, start) >= 0);
      const last = found.length < rankedAtOnce ? undefined : found.at(-1);
      from = last && { rank: last.rank, entryId: last.entryId + 1 };
    }
  };
}

/** Looks through the names for the first that fit, from a place on: piece by piece, by id. */
function createLook(db: Connection) {
  const next = db.prepare<[number], number | null>('SELECT min(id) FROM entry WHERE id >= ?').pluck();
  // What is asked last is asked only of what fits. Most that fit only hold the text: that is asked first, and once.
  const looks = (['whole', 'start', 'anywhere'] as const).map((how) =>
    db.prepare<unknown[], Ranked>(
      `SELECT entryId, rank FROM (
         SELECT e.id AS entryId, CASE WHEN NOT ${fits('start')} THEN 2 WHEN ${fits('whole')} THEN 0 ELSE 1 END AS rank
         FROM entry e WHERE e.id >= @first AND e.id < @end AND ${fits(how)}
           AND e.parent_id <> 0 AND (@planKeys IS NULL OR e.plan_key IN (SELECT value FROM json_each(@planKeys))))
       WHERE rank > @rank OR (rank = @rank AND entryId >= @entryId) ORDER BY rank, entryId LIMIT ${rankedAtOnce}`,
    ),
  );
  return db.transaction(({ pattern, planKeys }: RankRequest, from: Ranked): readonly Ranked[] => {
    const bound = { ...bindings(pattern), planKeys: planKeys ? JSON.stringify(planKeys) : null, ...from };
    const lastRank = isPattern(pattern) ? 0 : 2;
    let found: Ranked[] = [];
    // Only names of this rank or a better one can still come before one of those found.
    let wanted = lastRank;
    let first = next.get(from.rank < lastRank ? 0 : from.entryId) ?? null;
    while (first !== null && wanted >= from.rank) {
      const end: number = first + idsAtOnce;
      const more = looks[wanted]?.all({ ...bound, first, end }) ?? [];
      if (more.length > 0) found = [...found, ...more].sort(compare).slice(0, rankedAtOnce);
      const worst = found[rankedAtOnce - 1];
      if (worst) wanted = worst.rank - 1;
      first = next.get(end) ?? null;
    }
    return found;
  });
}

function covers({ from, list }: { readonly from: Ranked; readonly list: readonly Ranked[] }, place: Ranked): boolean {
  const last = list.at(-1);
  const end = list.length < rankedAtOnce || (last !== undefined && compare(place, last) <= 0);
  return compare(from, place) <= 0 && end;
}

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

const isPattern = (text: string): boolean => /[*?]/.test(text);
const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** Text anywhere in the name; with * or ? the whole name must fit. */
export function toLike(pattern: string): string {
  const literal = escapeLike(pattern);
  return isPattern(pattern) ? literal.replaceAll('*', '%').replaceAll('?', '_') : `%${literal}%`;
}
