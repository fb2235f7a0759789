import { expect, test } from 'vitest';
import { whyNot } from '../../../../../renderer/features/plans/why-not.ts';

test('a sound pattern is taken', () => {
  expect(whyNot('*.iso', ['build/'])).toBeNull();
});

test('a pattern that can match nothing is refused with the reason', () => {
  expect(whyNot('[abc', [])).toBe('The pattern “[abc” has a “[” without its “]”. For a name with “[” write “\\[”.');
});

test('a pattern is taken once', () => {
  expect(whyNot('*.iso', ['*.iso'])).toBe('The pattern “*.iso” is in the list already.');
});
