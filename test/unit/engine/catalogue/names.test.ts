import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldName } from '../../../../electron/engine/catalogue/find-entries.ts';
import { nearestNames } from '../../../../electron/engine/catalogue/nearest-names.ts';
import { toLike } from '../../../../electron/engine/catalogue/rank-entries.ts';
import { isoTime } from '../../../../electron/engine/catalogue/version-row.ts';

it('a pattern is text anywhere in the name, or with * and ? the whole of it', () => {
  expect(['report', '*.pdf', 'a?c', '100%_\\'].map(toLike)).toEqual(['%report%', '%.pdf', 'a_c', '%100\\%\\_\\\\%']);
});

it('only names that ASCII rules do not fold are kept folded', () => {
  expect(['Report.TXT', 'straße', 'ÄRGER', 'İ'].map(foldName)).toEqual([null, null, 'ärger', 'i̇']);
});

it('nearest names are those with a letter wrong, swapped or missing, or in another case', () => {
  const names = ['Report.txt', 'reprot.txt', 'report.tx', 'picture.png', 'readme'];
  expect(nearestNames('report.txt', names, 3)).toEqual(['Report.txt', 'reprot.txt', 'report.tx']);
  expect(nearestNames('x', [], 3)).toEqual([]);
});

it('nearest names are as near as those that comparing with every name would find', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'š', 'a'), maxLength: 6 });
  fc.assert(
    fc.property(name, fc.array(name, { maxLength: 8 }), fc.integer({ min: 1, max: 3 }), (wanted, names, count) => {
      const distances = names.map((own) => stepsBetween(wanted.toLowerCase(), own.toLowerCase())).sort((a, b) => a - b);
      const found = nearestNames(wanted, names, count);
      expect(found.map((own) => stepsBetween(wanted.toLowerCase(), own.toLowerCase()))).toEqual(
        distances.slice(0, count),
      );
    }),
  );
});

/** Letters to add, drop, replace or swap with their neighbour. */
function stepsBetween(one: string, other: string): number {
  if (one === '' || other === '') return one.length + other.length;
  const rest = stepsBetween(one.slice(1), other.slice(1)) + (one[0] === other[0] ? 0 : 1);
  const best = Math.min(rest, stepsBetween(one.slice(1), other) + 1, stepsBetween(one, other.slice(1)) + 1);
  const swapped = one.length > 1 && one[0] === other[1] && one[1] === other[0];
  return swapped ? Math.min(best, stepsBetween(one.slice(2), other.slice(2)) + 1) : best;
}

it('times beyond what a date can hold become its limits', () => {
  expect(isoTime(0, 999_999_999)).toBe('1970-01-01T00:00:00.999Z');
  expect(isoTime(-1, 500_000_000)).toBe('1969-12-31T23:59:59.500Z');
  expect(isoTime(2 ** 53, 0)).toMatch(/^\+275760-09-12/);
  expect(isoTime(-(2 ** 53), 0)).toBe('-271821-04-20T00:00:00.000Z');
});
