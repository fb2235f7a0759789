import { expect, test } from 'vitest';
import { asOfName } from '../../../../electron/engine/snapshots/as-of-name.ts';

const instant = new Date(2026, 10, 20, 14, 5).toISOString();

test.each([
  ['letter.txt', 'letter (as of 2026-11-20 14.05).txt'],
  ['Makefile', 'Makefile (as of 2026-11-20 14.05)'],
  ['.profile', '.profile (as of 2026-11-20 14.05)'],
  ['archive.tar.gz', 'archive.tar (as of 2026-11-20 14.05).gz'],
  ['ä'.repeat(127), 'ä'.repeat(127)],
])('%s', (name, expected) => {
  expect(asOfName(name, instant)).toBe(expected);
});
