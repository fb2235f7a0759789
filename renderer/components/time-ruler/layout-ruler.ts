export interface Moment {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A copy that a restore made of what it changed, no state of the whole. */
  readonly safety?: boolean;
  /** Something of it is damaged or missing. */
  readonly damaged?: boolean;
}

/** One mark on the ruler: a moment, or several that lie too close to be drawn apart. */
export interface Mark {
  /** From the left edge, in px. */
  readonly x: number;
  /** Positions in the list given, oldest first. */
  readonly indexes: readonly number[];
}

interface RulerInput {
  /** Oldest first. */
  readonly moments: readonly Moment[];
  /** The span shown, in ms since 1970. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** Marks closer than this are drawn as one. In px. */
  readonly gap: number;
}

/** Where each moment of the span lies on a ruler; what would overlap is drawn together. */
export function layoutRuler({ moments, from, to, width, gap }: RulerInput): readonly Mark[] {
  const marks: { x: number; indexes: number[] }[] = [];
  moments.forEach(({ at }, index) => {
    if (at < from || at > to) return;
    const x = positionOf(at, { from, to, width });
    const last = marks.at(-1);
    if (last !== undefined && x - last.x < gap) last.indexes.push(index);
    else marks.push({ x, indexes: [index] });
  });
  return marks;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

export const positionOf = (at: number, { from, to, width }: Span): number =>
  to === from ? width / 2 : ((at - from) / (to - from)) * width;

/** The position in the list of the moment that lies nearest to `x`; -1 when there is none. */
export function nearestTo(x: number, marks: readonly Mark[]): number {
  let nearest: Mark | undefined;
  for (const mark of marks) {
    if (nearest === undefined || Math.abs(mark.x - x) < Math.abs(nearest.x - x)) nearest = mark;
  }
  return nearest?.indexes.at(-1) ?? -1;
}

export const spans = ['day', 'week', 'month', 'year', 'all'] as const;
export type SpanName = (typeof spans)[number];

const day = 24 * 60 * 60_000;
const lengths: Readonly<Record<Exclude<SpanName, 'all'>, number>> = {
  day,
  week: 7 * day,
  month: 31 * day,
  year: 366 * day,
};

/**
 * The span of time to show: everything, or a length of it that ends at the newest moment and is moved back in whole
 * lengths until it holds the chosen one. A little room is left at both ends.
 */
export function chooseSpan(moments: readonly Moment[], name: SpanName, chosenAt: number): { from: number; to: number } {
  const first = moments[0]?.at ?? 0;
  const last = moments.at(-1)?.at ?? 0;
  if (name === 'all') return pad(first, last);
  const length = lengths[name];
  const back = Math.max(0, Math.floor((last - chosenAt) / length));
  return pad(last - (back + 1) * length, last - back * length);
}

function pad(from: number, to: number): { from: number; to: number } {
  const room = Math.max((to - from) * 0.02, 60_000);
  return { from: from - room, to: to + room };
}

/** The spans worth offering for these moments: `all`, and what is shorter than all of it. */
export function usefulSpans(moments: readonly Moment[]): readonly SpanName[] {
  const whole = (moments.at(-1)?.at ?? 0) - (moments[0]?.at ?? 0);
  return spans.filter((name) => name === 'all' || lengths[name] < whole);
}
