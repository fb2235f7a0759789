import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNameMatcher, type Rank } from '../../../../electron/engine/catalogue/match-names.ts';

const block = (names: readonly string[]): Buffer => Buffer.from(`\0${names.join('\0')}\0`);
const match = (names: readonly string[], pattern: string, worst: Rank = 2) =>
  [...createNameMatcher(pattern)(block(names), worst)].map(({ index, rank }) => `${index}:${rank}`);

it('ranks each name once: those that are the text, begin with it, hold it', () => {
  const names = ['report', '', 'old report report', 'reports', 'nothing', 'report'];
  expect(match(names, 'Report')).toEqual(['0:0', '2:2', '3:1', '5:0']);
  expect(match(names, 'report', 1)).toEqual(['0:0', '3:1', '5:0']);
  expect(match(names, 'report', 0)).toEqual(['0:0', '5:0']);
});

it('knows the places of free ids at the beginning and the end', () => {
  expect(match(['', '', 'a', ''], 'a')).toEqual(['2:0']);
  expect(match(['', ''], 'a')).toEqual([]);
  expect(match(['', ''], '*')).toEqual([]);
});

it('wants the whole name to fit a pattern, whose other signs are plain letters', () => {
  const names = ['a.pdf', 'apdf', 'a.pdf.txt', 'ä.pdf', '(1).pdf', ''];
  expect(match(names, '*.pdf', 0)).toEqual(['0:0', '3:0', '4:0']);
  expect(match(names, '?.PDF', 0)).toEqual(['0:0', '3:0']);
  expect(match(names, '(?)*', 0)).toEqual(['4:0']);
  expect(match(names, '?????*', 0)).toEqual(['0:0', '2:0', '3:0', '4:0']);
});

it('agrees with reading name by name', () => {
  const letters = fc.constantFrom('a', 'b', 'ä', '.', '\\', '%', '_', '\n', '𝄞');
  const names = fc.array(fc.string({ unit: letters, maxLength: 5 }), { maxLength: 12 });
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(names, text, fc.constantFrom<Rank>(0, 1, 2), (all, wanted, worst) => {
      const expected = all.flatMap((name, index) => {
        const rank = name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3;
        return rank <= worst ? [`${index}:${rank}`] : [];
      });
      expect(match(all, wanted, worst)).toEqual(expected);
    }),
  );
});
