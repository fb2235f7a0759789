import type { Hunk } from '#shared/domain/finding.ts';
import type { CommonRun } from './match-lines.ts';

interface Texts {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

interface Built {
  readonly hunks: Hunk[];
  /** Lines in all, also those that are not shown. */
  readonly added: number;
  readonly removed: number;
  /** Something was left out or cut. */
  readonly truncated: boolean;
}

/** Lines without a difference that are shown around each. */
const context = 3;
const longestLine = 2000;
/** Characters that an answer may have: it stays below a megabyte. */
const mostCharacters = 600_000;
/** What a line takes in an answer besides its text: sign, quotes, comma. */
const charactersBesides = 8;

/** The lines that are not common, those near each other in one hunk; `runs` is what `matchLines` gives. */
export function buildHunks(texts: Texts, runs: readonly CommonRun[]): Built {
  const gaps = gapsBetween(texts, runs);
  const page = createPage();
  const hunks: Hunk[] = [];
  for (const group of nearEachOther(gaps)) hunks.push(...buildGroup(texts, group, page));
  const count = (of: (gap: Gap) => number) => gaps.reduce((sum, gap) => sum + of(gap), 0);
  return {
    hunks,
    added: count(({ after, afterEnd }) => afterEnd - after),
    removed: count(({ before, beforeEnd }) => beforeEnd - before),
    truncated: page.isCut(),
  };
}

interface Gap {
  readonly before: number;
  readonly beforeEnd: number;
  readonly after: number;
  readonly afterEnd: number;
}

function gapsBetween({ before, after }: Texts, runs: readonly CommonRun[]): Gap[] {
  const gaps: Gap[] = [];
  let [low, high] = [0, 0];
  for (const run of [...runs, { before: before.length, after: after.length, length: 0 }]) {
    if (run.before > low || run.after > high) {
      gaps.push({ before: low, beforeEnd: run.before, after: high, afterEnd: run.after });
    }
    [low, high] = [run.before + run.length, run.after + run.length];
  }
  return gaps;
}

type Group = readonly [Gap, ...Gap[]];

function nearEachOther(gaps: readonly Gap[]): Group[] {
  const groups: [Gap, ...Gap[]][] = [];
  for (const gap of gaps) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && gap.before - last.beforeEnd <= 2 * context) group.push(gap);
    else groups.push([gap]);
  }
  return groups;
}

type Page = ReturnType<typeof createPage>;

function createPage() {
  let left = mostCharacters;
  let cut = false;
  return {
    left: () => left,
    isCut: () => cut,
    isFull: (): boolean => {
      cut ||= left <= 0;
      return left <= 0;
    },
    /** A line as it is shown; undefined where it would take what is to be kept free. */
    take: (line: string, keptFree: number): string | undefined => {
      if (left <= keptFree) {
        cut = true;
        return undefined;
      }
      cut ||= line.length > longestLine;
      const shown = line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
      left -= shown.length + charactersBesides;
      return shown;
    },
  };
}

/** One hunk for gaps near each other, more where lines had to be left out within: what follows has its own numbers then. */
function* buildGroup(texts: Texts, group: Group, page: Page): Generator<Hunk> {
  let [floor, gaps]: [number, readonly Gap[]] = [0, group];
  for (let [first] = gaps; first && !page.isFull(); [first] = gaps) {
    const { hunk, built } = buildHunk(texts, { floor, first, gaps }, page);
    yield hunk;
    floor = gaps[built - 1]?.beforeEnd ?? 0;
    gaps = gaps.slice(built);
  }
}

interface ToBuild {
  /** Line that the hunk must not begin before. */
  readonly floor: number;
  readonly first: Gap;
  /** That one and those after it. */
  readonly gaps: readonly Gap[];
}

/** Gives also of how many gaps the hunk tells. */
function buildHunk(
  { before, after }: Texts,
  { floor, first, gaps }: ToBuild,
  page: Page,
): { readonly hunk: Hunk; readonly built: number } {
  const start = Math.max(floor, first.before - context);
  const lines: string[] = [];
  const counts = { ' ': 0, '-': 0, '+': 0 };
  /** Whether all of them were put. */
  const put = (
    sign: keyof typeof counts,
    from: readonly string[],
    [low, high]: readonly [number, number],
    keptFree = 0,
  ): boolean => {
    for (let at = low; at < high; at += 1) {
      const shown = page.take(from[at] ?? '', keptFree);
      if (shown === undefined) return false;
      lines.push(sign + shown);
      counts[sign] += 1;
    }
    return true;
  };
  let [low, built, whole] = [start, 0, true];
  for (const gap of gaps) {
    put(' ', before, [low, gap.before]);
    // However many were removed, those that came instead are to be seen too.
    whole = put('-', before, [gap.before, gap.beforeEnd], page.left() / 2);
    whole = put('+', after, [gap.after, gap.afterEnd]) && whole;
    [low, built] = [gap.beforeEnd, built + 1];
    if (!whole || page.isFull()) break;
  }
  if (whole && !page.isFull()) put(' ', before, [low, Math.min(before.length, low + context)]);
  const [oldLines, newLines] = [counts[' '] + counts['-'], counts[' '] + counts['+']];
  const newStart = first.after - (first.before - start);
  const hunk = {
    oldStart: oldLines === 0 ? start : start + 1,
    oldLines,
    newStart: newLines === 0 ? newStart : newStart + 1,
    newLines,
    lines,
  };
  return { hunk, built };
}
