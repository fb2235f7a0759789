import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeExtent } from '../../../../electron/engine/unusual/judge-extent.ts';

const files = 10_000;
const judge = (share: number, history: readonly number[]) =>
  judgeExtent({ files, changed: Math.round(share * files), removed: 0 }, history).unusual;
const quiet = Array.from({ length: 30 }, (_, day) => 0.005 + (day % 5) / 1000);

test('a normal week is nothing unusual, and a folder that is encrypted is', () => {
  for (const share of quiet) expect(judge(share, quiet)).toBe(false);
  expect(judge(0.19, quiet)).toBe(false);
  expect(judge(0.2, quiet)).toBe(true);
  expect(judge(1, quiet)).toBe(true);
});

test('few files are never unusual, whatever their share', () => {
  expect(judgeExtent({ files: 499, changed: 0, removed: 499 }, quiet).unusual).toBe(false);
  expect(judgeExtent({ files: 500, changed: 250, removed: 250 }, quiet).unusual).toBe(true);
  expect(judgeExtent({ files: 0, changed: 0, removed: 0 }, []).unusual).toBe(false);
});

test('a plan without a history is judged by the least share alone', () => {
  expect(judgeExtent({ files, changed: 2000, removed: 0 }, [0.9, 0.9])).toEqual({
    ...{ unusual: true, usual: null, bound: 0.2 },
  });
});

test('what happened twice is usual: a rewrite of a third each week raises no alarm', () => {
  const weekly = quiet.map((share, day) => (day % 7 === 0 ? 0.33 : share));
  expect(judge(0.33, weekly)).toBe(false);
  expect(judge(0.4, weekly)).toBe(false);
  expect(judge(0.9, weekly)).toBe(true);
});

test('one large change does not hide the next one', () => {
  expect(judge(0.9, [...quiet.slice(1), 0.9])).toBe(true);
});

test('where half of the files change at every run, nearly all of them is still unusual', () => {
  const busy = Array.from({ length: 30 }, (_, run) => 0.3 + (run % 5) * 0.1);
  expect(judge(0.7, busy)).toBe(false);
  expect(judge(1, busy)).toBe(true);
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const history = fc.array(share, { maxLength: 30 });

test('the order of the history says nothing', () => {
  fc.assert(
    fc.property(history, share, (shares, now) => {
      expect(judge(now, shares)).toBe(judge(now, shares.toReversed()));
    }),
  );
});

test('more is never less unusual', () => {
  fc.assert(
    fc.property(history, share, share, (shares, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      if (judge(less, shares)) expect(judge(more, shares)).toBe(true);
    }),
  );
});

test('below the bounds there is never an alarm, and what was reached twice raises none', () => {
  fc.assert(
    fc.property(fc.array(share, { minLength: 3, maxLength: 30 }), share, (shares, now) => {
      if (judge(now, shares)) expect(Math.round(now * files)).toBeGreaterThanOrEqual(2000);
      expect(judge(now, [...shares, now, now])).toBe(false);
    }),
  );
});
