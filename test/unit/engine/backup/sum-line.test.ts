import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumLine } from '../../../../electron/engine/backup/sum-line.ts';
import { parseSumLine } from '../../../../electron/engine/repository/parse-lists.ts';

const sum = 'ab'.repeat(32);

test('lines are those of sha256sum, odd names escaped the GNU way', () => {
  expect(sumLine(sum, 'files/plain name')).toBe(`${sum}  files/plain name\n`);
  expect(sumLine(sum, 'files/a\nb\\c\rd')).toBe(`\\${sum}  files/a\\nb\\\\c\\rd\n`);
});

test('whatever the name, a line says it back and is one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const line = sumLine(sum, `files/${name}`);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(parseSumLine(line.slice(0, -1))).toEqual({ path: `/${name}`, sha256: Buffer.from(sum, 'hex') });
    }),
  );
});
