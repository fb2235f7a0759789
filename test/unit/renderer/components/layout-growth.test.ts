import { describe, expect, test } from 'vitest';
import { layoutGrowth } from '../../../../renderer/components/growth-chart/layout-growth.ts';

const frame = { width: 110, height: 30, inset: 5, foot: 5 };

describe('a line of growth', () => {
  test('goes from the left to the right by time, from nothing at the foot to the highest at the top', () => {
    const places = layoutGrowth(
      [
        { at: 0, value: 0 },
        { at: 100, value: 50 },
        { at: 1000, value: 100 },
      ],
      frame,
    );
    expect(places.map(({ x, y }) => [x, y])).toEqual([
      [5, 25],
      [15, 15],
      [105, 5],
    ]);
  });

  test('a small change of much looks small', () => {
    const [from, to] = layoutGrowth(
      [
        { at: 0, value: 1_000_000 },
        { at: 1, value: 1_000_100 },
      ],
      frame,
    );
    expect(Math.abs((from?.y ?? 0) - (to?.y ?? 99))).toBeLessThan(0.1);
  });

  test('one point lies at the right, none nowhere, and nothing at all at the foot', () => {
    expect(layoutGrowth([{ at: 7, value: 0 }], frame)).toMatchObject([{ x: 105, y: 25 }]);
    expect(layoutGrowth([], frame)).toEqual([]);
  });
});
