import { applyPatch, type StructuredPatch } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildHunks } from '../../../../electron/engine/snapshots/build-hunks.ts';
import { decodeText } from '../../../../electron/engine/snapshots/decode-text.ts';
import { matchLines } from '../../../../electron/engine/snapshots/match-lines.ts';
import { splitLines } from '../../../../electron/engine/snapshots/split-lines.ts';

const compare = (before: readonly string[], after: readonly string[]) =>
  buildHunks({ before, after }, matchLines(before, after));

/** Applied by the library to the older text, as `patch` would. */
function patched(before: readonly string[], hunks: StructuredPatch['hunks']): string | false {
  const names = { oldFileName: 'a', newFileName: 'a', oldHeader: undefined, newHeader: undefined };
  return applyPatch(before.map((line) => `${line}\n`).join(''), { ...names, hunks });
}

const asText = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

test('hunks make the older text the newer one, whatever the texts', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '}', 'one of many', 'x', 'y'), { maxLength: 40 });
  fc.assert(
    fc.property(lines, lines, (one, other) => {
      // The library takes the end of an empty text for a line.
      const [before, after] = [
        [...one, 'end'],
        [...other, 'end'],
      ];
      const { hunks, added, removed, truncated } = compare(before, after);
      expect(truncated).toBe(false);
      expect(after.length - before.length).toBe(added - removed);
      expect(hunks.length === 0).toBe(asText(before) === asText(after));
      if (hunks.length > 0) expect(patched(before, hunks)).toBe(asText(after));
    }),
    { numRuns: 300 },
  );
});

test('what is common in two texts rises in both and is equal', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 60 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      let [low, high] = [0, 0];
      for (const run of matchLines(before, after)) {
        expect(run.before >= low && run.after >= high).toBe(true);
        [low, high] = [run.before + run.length, run.after + run.length];
        expect(before.slice(run.before, low)).toEqual(after.slice(run.after, high));
      }
    }),
  );
});

test('a line in the middle of a long text is one hunk with three lines around it', () => {
  const before = Array.from({ length: 20_000 }, (_, index) => `line ${index % 7} of ${index}`);
  const after = before.with(10_000, 'another');
  const { hunks } = compare(before, after);
  expect(hunks).toEqual([
    {
      ...{ oldStart: 9998, oldLines: 7, newStart: 9998, newLines: 7 },
      lines: [
        ...before.slice(9997, 10_000).map((line) => ` ${line}`),
        `-${before[10_000]}`,
        '+another',
        ...before.slice(10_001, 10_004).map((line) => ` ${line}`),
      ],
    },
  ]);
});

test('changes all over a long text are found line by line', () => {
  const before = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
  const after = before.map((line, index) => (index % 5 === 0 ? `${line} changed` : line));
  expect(compare(before, after)).toMatchObject({ added: 4000, removed: 4000, truncated: false });
});

test('texts without anything in common, or of half a million tiny lines, end in bounded time and size', () => {
  const one = Array.from({ length: 20_000 }, (_, index) => `this is line ${index} of the first text`);
  const two = Array.from({ length: 20_000 }, (_, index) => `quite another text, line ${index * 3}`);
  const rewritten = compare(one, two);
  expect(rewritten).toMatchObject({ added: 20_000, removed: 20_000, truncated: true });
  const shown = rewritten.hunks.flatMap(({ lines }) => lines);
  expect(new Set(shown.map((line) => line[0]))).toEqual(new Set(['-', '+']));
  expect(JSON.stringify(rewritten).length).toBeLessThan(900_000);
  const tiny = (step: number) => Array.from({ length: 500_000 }, (_, index) => String(index % step));
  const { added, removed } = compare(tiny(7), tiny(11));
  expect(added).toBe(removed);
});

test('behind lines that were left out the numbers are right again', () => {
  const before = [
    ...Array.from({ length: 9000 }, (_, index) => `the first text has this line, number ${index}`),
    'end',
  ];
  const after = ['short', 'end', 'more'];
  const { hunks, truncated } = compare([...before, 'common', 'old'], [...after, 'common', 'new']);
  expect(truncated).toBe(true);
  expect(hunks.length).toBeGreaterThan(1);
  for (const { oldStart, newStart, lines } of hunks) {
    let [old, fresh] = [oldStart - 1, newStart - 1];
    for (const line of lines) {
      if (line[0] !== '+') expect([...before, 'common', 'old'][old]).toBe(line.slice(1));
      if (line[0] !== '-') expect([...after, 'common', 'new'][fresh]).toBe(line.slice(1));
      if (line[0] !== '+') old += 1;
      if (line[0] !== '-') fresh += 1;
    }
  }
});

test('a line of a megabyte is cut', () => {
  const { hunks, truncated } = compare(['a'.repeat(1_000_000)], ['b'.repeat(1_000_000)]);
  expect(truncated).toBe(true);
  expect(hunks[0]?.lines.map((line) => line.length)).toEqual([2002, 2002]);
});

test.each([
  ['', [], 'none', false],
  ['one', ['one'], 'none', false],
  ['one\ntwo\n', ['one', 'two'], 'lf', true],
  ['one\r\ntwo', ['one', 'two'], 'crlf', false],
  ['one\rtwo\r', ['one', 'two'], 'cr', true],
  ['one\ntwo\r\n\n', ['one', 'two', ''], 'mixed', true],
] as const)('%j is split into its lines', (text, lines, lineEnding, endsWithNewline) => {
  expect(splitLines(text)).toEqual({ lines, lineEnding, endsWithNewline });
});

test.each([
  [Buffer.from('Grüße'), 'utf-8'],
  [Buffer.from('\ufeffGrüße'), 'utf-8-with-mark'],
  [Buffer.from('\ufeffGrüße', 'utf16le'), 'utf-16le'],
  [Buffer.from('\ufeffGrüße', 'utf16le').swap16(), 'utf-16be'],
  [Buffer.from('Gr\xfc\xdfe', 'latin1'), 'windows-1252'],
] as const)('%j is read as what it is', (bytes, encoding) => {
  expect(decodeText(bytes)).toEqual({ text: 'Grüße', encoding });
});

test('control bytes make it no text', () => {
  expect(decodeText(Buffer.from([1, 0, 2]))).toBeUndefined();
});
