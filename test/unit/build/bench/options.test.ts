import { expect, test } from 'vitest';
import { readOptions } from '../../../../build/bench/options.ts';

test('everything is measured when nothing is said, the quick bench leaves out what is large', () => {
  expect(readOptions([]).only).toEqual(['100k', 'checkout', 'large', '1m', 'browse', 'database', 'start']);
  expect(readOptions(['--quick']).only).toEqual(['100k', 'large']);
});

test('parts and steps are measured in their own order', () => {
  const { only, steps } = readOptions(['--only', '1m,100k', '--steps', 'check,nothing-changed']);
  expect(only).toEqual(['100k', '1m']);
  expect(steps).toEqual(['nothing-changed', 'check']);
});

test.each([
  [['--only', '2m'], '2m is none of'],
  [['--steps', 'first'], 'first is none of'],
  [['--rounds', '0'], '--rounds is a number'],
  [['--fast'], '--fast'],
  [['--quick', '--write'], '--quick'],
])('%j is refused', (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});
