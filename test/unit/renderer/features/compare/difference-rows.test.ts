import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hunk } from '#shared/domain/finding.ts';
import { buildHunks } from '../../../../../electron/engine/snapshots/build-hunks.ts';
import { matchLines } from '../../../../../electron/engine/snapshots/match-lines.ts';
import { changedPart } from '../../../../../renderer/features/compare/changed-part.ts';
import {
  type DifferenceRow,
  type SideLine,
  splitRows,
  unifiedRows,
} from '../../../../../renderer/features/compare/difference-rows.ts';

const hunk = (oldStart: number, newStart: number, lines: readonly string[]): Hunk => {
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign) || line.startsWith(' ')).length;
  return { oldStart, newStart, oldLines: count('-'), newLines: count('+'), lines: [...lines] };
};
const told = (line: SideLine | undefined) => (line === undefined ? '' : `${line.number} ${line.text}`);
const tell = (row: DifferenceRow) =>
  row.kind === 'gap' ? `… ${row.lines}` : `${row.kind}: ${told(row.before)} | ${told(row.after)}`;

describe('the rows of a difference', () => {
  const hunks = [hunk(3, 3, [' a', '-old', '-gone', '+new', ' b']), hunk(11, 10, ['+added', ' c'])];

  test('beside each other: what took the place of what, each with its number', () => {
    expect(splitRows(hunks).map(tell)).toEqual([
      '… 2',
      'same: 3 a | 3 a',
      'changed: 4 old | 4 new',
      'changed: 5 gone | ',
      'same: 6 b | 5 b',
      '… 4',
      'changed:  | 10 added',
      'same: 11 c | 11 c',
    ]);
  });

  test('below each other: the old lines of a change come before the new ones', () => {
    expect(unifiedRows(hunks).map(tell)).toEqual([
      '… 2',
      'same: 3 a | 3 a',
      'changed: 4 old | ',
      'changed: 5 gone | ',
      'changed:  | 4 new',
      'same: 6 b | 5 b',
      '… 4',
      'changed:  | 10 added',
      'same: 11 c | 11 c',
    ]);
  });

  test('a side without lines begins after the line it names', () => {
    expect(splitRows([{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 1, lines: ['+only'] }]).map(tell)).toEqual([
      'changed:  | 1 only',
    ]);
  });

  test('give back both texts, with the numbers that their lines have', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const { hunks } = buildHunks({ before, after }, matchLines(before, after));
        for (const rows of [splitRows(hunks), unifiedRows(hunks)]) {
          const shown = rows.flatMap((row) => (row.kind === 'gap' ? [] : [row]));
          for (const { number, text } of shown.flatMap((row) => row.before ?? []))
            expect(before[number - 1]).toBe(text);
          for (const { number, text } of shown.flatMap((row) => row.after ?? [])) expect(after[number - 1]).toBe(text);
        }
      }),
    );
  });
});

describe('what changed within a line', () => {
  test('lies between what the two have in common', () => {
    expect(changedPart('the red house', 'the blue house')).toEqual({
      before: { start: 4, end: 7 },
      after: { start: 4, end: 8 },
    });
    expect(changedPart('a longer line', 'a longer line, now')).toEqual({
      before: { start: 13, end: 13 },
      after: { start: 13, end: 18 },
    });
  });

  test('is not told where it is most of it', () => {
    expect(changedPart('one thing', 'two others')).toBeUndefined();
    expect(changedPart('', 'something')).toBeUndefined();
  });

  test('never cuts through a character', () => {
    expect(changedPart('smile 😀', 'smile 😁')).toEqual({ before: { start: 6, end: 8 }, after: { start: 6, end: 8 } });
  });
});
