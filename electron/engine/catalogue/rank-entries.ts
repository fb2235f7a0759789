import { createNameMatcher, isPattern, type Rank } from './match-names.ts';
import { createBlockReader, idsInBlock, type NameBlock } from './name-blocks.ts';
import type { Connection } from './open-catalogue.ts';

export interface RankRequest {
  /** Text anywhere in the name; with * or ? the whole name must fit. */
  readonly pattern: string;
  /** A plan in its repositories, or all plans. */
  readonly planKeys: readonly number[] | undefined;
}

export interface Ranked {
  readonly entryId: number;
  /** See `Rank`. */
  readonly rank: number;
}

interface Hit extends Ranked {
  readonly rank: Rank;
}

/** So many entries are ranked at once, so that the next pages need not look through all names again. */
const rankedAtOnce = 4000;

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

/** Looks through the names for the first that fit, from a place on: block by block, by id. */
function createLook(db: Connection) {
  const next = db.prepare<[number], number | null>('SELECT min(id) FROM entry WHERE id >= ?').pluck();
  const readBlock = createBlockReader(db);
  const lookInRows = createRowLook(db);
  return db.transaction((request: RankRequest, from: Ranked): readonly Ranked[] => {
    const worst: Rank = isPattern(request.pattern) ? 0 : 2;
    const inBlock = createBlockLook(request);
    const inRows = lookInRows(request);
    const found = createFound(from);
    // Only names of this rank or a better one can still come before one of those found.
    let wanted: Rank | undefined = worst;
    let id = next.get(from.rank < worst ? 0 : from.entryId) ?? null;
    while (id !== null && wanted !== undefined && wanted >= from.rank) {
      const block = Math.floor(id / idsInBlock);
      const names = readBlock(block);
      const owner = ownerOf(names, request.planKeys);
      if (names && owner === 'asked') found.add(inBlock(names, block * idsInBlock, wanted));
      else if (owner !== 'another') found.add(inRows(block * idsInBlock, wanted));
      wanted = found.wanted(worst);
      id = next.get((block + 1) * idsInBlock) ?? null;
    }
    return found.list();
  });
}

function ownerOf(block: NameBlock | undefined, asked: readonly number[] | undefined): 'asked' | 'another' | 'several' {
  if (block === undefined) return 'several';
  if (asked === undefined) return 'asked';
  if (block.planKey === null) return 'several';
  return asked.includes(block.planKey) ? 'asked' : 'another';
}

function createBlockLook({ pattern }: RankRequest) {
  const match = createNameMatcher(pattern);
  return function* look({ names }: NameBlock, first: number, wanted: Rank): Generator<Hit> {
    for (const { index, rank } of match(names, wanted)) yield { entryId: first + index, rank };
  };
}

/** For entries whose names are not kept in a block, or not with the plan that is asked for. */
function createRowLook(db: Connection) {
  // What is asked last is asked only of what fits. Most that fit only hold the text: that is asked first, and once.
  const looks = (['whole', 'start', 'anywhere'] as const).map((how) =>
    db.prepare<unknown[], Hit>(
      `SELECT e.id AS entryId, CASE WHEN NOT ${fits('start')} THEN 2 WHEN ${fits('whole')} THEN 0 ELSE 1 END AS rank
       FROM entry e WHERE e.id >= @first AND e.id < @end AND ${fits(how)}
         AND e.parent_id <> 0 AND (@planKeys IS NULL OR e.plan_key IN (SELECT value FROM json_each(@planKeys)))
       ORDER BY e.id`,
    ),
  );
  return ({ pattern, planKeys }: RankRequest) => {
    const bound = { ...bindings(pattern), planKeys: planKeys ? JSON.stringify(planKeys) : null };
    return (first: number, wanted: Rank): readonly Hit[] =>
      looks[wanted]?.all({ ...bound, first, end: first + idsInBlock }) ?? [];
  };
}

/** The best of what was found from a place on, as many as are ranked at once; they come by id. */
function createFound(from: Ranked) {
  const byRank: readonly [Ranked[], Ranked[], Ranked[]] = [[], [], []];
  return {
    add: (some: Iterable<Hit>): void => {
      for (const one of some) {
        const same = byRank[one.rank];
        if (same.length < rankedAtOnce && compare(one, from) >= 0) same.push(one);
      }
    },
    /** The worst rank of which more are of use; undefined if none is. */
    wanted: (worst: Rank): Rank | undefined => {
      const [whole, start, anywhere] = byRank;
      if (whole.length >= rankedAtOnce) return undefined;
      if (whole.length + start.length >= rankedAtOnce) return 0;
      return worst === 2 && whole.length + start.length + anywhere.length >= rankedAtOnce ? 1 : worst;
    },
    list: (): readonly Ranked[] => byRank.flat().slice(0, rankedAtOnce),
  };
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

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** Text anywhere in the name; with * or ? the whole name must fit. */
export function toLike(pattern: string): string {
  const literal = escapeLike(pattern);
  return isPattern(pattern) ? literal.replaceAll('*', '%').replaceAll('?', '_') : `%${literal}%`;
}
