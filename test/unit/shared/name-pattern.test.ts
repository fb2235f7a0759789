import { expect, test } from 'vitest';
import { matchesName } from '#shared/domain/name-pattern.ts';

test.each([
  ['shop', 'shop', true],
  ['shop', 'shop2', false],
  ['shop?', 'shop2', true],
  ['*', 'anything\nat all', true],
  ['shop_*', 'shop_2026', true],
  ['a.b', 'axb', false],
  ['[x]*', '[x]y', true],
  ['?', '🐚', true],
  ['what?', 'what?', true],
  ['Shop', 'shop', false],
])('%s and %s: %s', (pattern, name, fits) => {
  expect(matchesName(['other', pattern], name)).toBe(fits);
});
