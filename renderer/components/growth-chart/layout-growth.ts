export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** Room above and at the sides, and below, so that the line is not cut. In px. */
  readonly inset: number;
  readonly foot: number;
}

export interface Place extends Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where each point lies: time from left to right, values from zero at the foot to the highest at the top, so that a small
 * change looks small. A single point, or points of one moment, lie at the right.
 */
export function layoutGrowth(points: readonly Point[], { width, height, inset, foot }: Frame): readonly Place[] {
  const from = points[0]?.at ?? 0;
  const span = (points.at(-1)?.at ?? from) - from;
  const highest = Math.max(...points.map(({ value }) => value), 1);
  return points.map((point) => ({
    ...point,
    x: inset + (span === 0 ? 1 : (point.at - from) / span) * (width - 2 * inset),
    y: height - foot - (point.value / highest) * (height - inset - foot),
  }));
}
