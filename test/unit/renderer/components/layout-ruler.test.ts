import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chooseSpan,
  layoutRuler,
  nearestTo,
  usefulSpans,
} from '../../../../renderer/components/time-ruler/layout-ruler.ts';
import { rulerTicks } from '../../../../renderer/components/time-ruler/ruler-ticks.ts';

const day = 24 * 60 * 60_000;
const moments = (times: readonly number[]) => times.map((at) => ({ id: String(at), at }));

describe('marks on the ruler', () => {
  test('lie where their time is', () => {
    const marks = layoutRuler({ moments: moments([0, 50, 100]), from: 0, to: 100, width: 200, gap: 5 });
    expect(marks).toEqual([
      { x: 0, indexes: [0] },
      { x: 100, indexes: [1] },
      { x: 200, indexes: [2] },
    ]);
  });

  test('are drawn as one where they would overlap', () => {
    const marks = layoutRuler({ moments: moments([0, 1, 2, 90]), from: 0, to: 100, width: 100, gap: 5 });
    expect(marks.map(({ indexes }) => indexes)).toEqual([[0, 1, 2], [3]]);
  });

  test('each moment of the span is in exactly one, and none is nearer than the gap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 })), fc.integer({ min: 50, max: 2000 }), (times, width) => {
        const sorted = [...times].sort((a, b) => a - b);
        const marks = layoutRuler({ moments: moments(sorted), from: 1000, to: 9000, width, gap: 5 });
        const expected = sorted.flatMap((at, index) => (at >= 1000 && at <= 9000 ? [index] : []));
        expect(marks.flatMap(({ indexes }) => indexes)).toEqual(expected);
        marks.slice(1).forEach((mark, index) => {
          expect(mark.x - (marks[index]?.x ?? 0)).toBeGreaterThanOrEqual(5);
        });
      }),
    );
  });

  test('the nearest one is chosen, the newest of those drawn together', () => {
    const marks = layoutRuler({ moments: moments([0, 1, 100]), from: 0, to: 100, width: 100, gap: 5 });
    expect([nearestTo(20, marks), nearestTo(80, marks), nearestTo(20, [])]).toEqual([1, 2, -1]);
  });
});

describe('the span shown', () => {
  const all = moments([0, 100 * day, 200 * day]);

  test('is offered where it is shorter than everything', () => {
    expect(usefulSpans(all)).toEqual(['day', 'week', 'month', 'all']);
    expect(usefulSpans(moments([0]))).toEqual(['all']);
  });

  test('always holds the chosen moment', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 * day }),
        fc.constantFrom('day', 'week', 'month', 'all'),
        (at, name) => {
          const { from, to } = chooseSpan(all, name, at);
          expect(at >= from && at <= to).toBe(true);
        },
      ),
    );
  });
});

describe('ticks', () => {
  test.each([
    ['an hour', 60 * 60_000],
    ['a day', day],
    ['a month', 31 * day],
    ['ten years', 3650 * day],
  ])('over %s there are some, in order, and not too many', (_name, length) => {
    const from = Date.parse('2026-03-01T10:20:00.000Z');
    const ticks = rulerTicks({ from, to: from + length, width: 800, minimum: 100 }, 'en-GB');
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(10);
    expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).sort((a, b) => a - b));
  });

  test('a ruler without width has none', () => {
    expect(rulerTicks({ from: 0, to: day, width: 0, minimum: 100 }, 'en-GB')).toEqual([]);
  });
});
