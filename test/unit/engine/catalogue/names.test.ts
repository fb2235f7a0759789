import { expect, it } from 'vitest';
import { foldName, toLike } from '../../../../electron/engine/catalogue/find-entries.ts';
import { nearestNames } from '../../../../electron/engine/catalogue/nearest-names.ts';
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

it('times beyond what a date can hold become its limits', () => {
  expect(isoTime(0, 999_999_999)).toBe('1970-01-01T00:00:00.999Z');
  expect(isoTime(-1, 500_000_000)).toBe('1969-12-31T23:59:59.500Z');
  expect(isoTime(2 ** 53, 0)).toMatch(/^\+275760-09-12/);
  expect(isoTime(-(2 ** 53), 0)).toBe('-271821-04-20T00:00:00.000Z');
});
