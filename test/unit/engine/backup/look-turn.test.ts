import { expect, test } from 'vitest';
import { lookTurnOf, lookTurns } from '../../../../electron/engine/backup/look-turn.ts';

const minute = 60_000;
const start = Date.parse('2026-11-22T06:00:00Z');

test('of few files every folder is looked through', () => {
  expect(lookTurnOf(0, start)).toBeNull();
  expect(lookTurnOf(20_000, start)).toBeNull();
  expect(lookTurnOf(20_001, start)).not.toBeNull();
});

test.each([
  ['quarter of an hour', 15],
  ['hour', 60],
  ['six hours', 6 * 60],
  ['day', 24 * 60],
  ['week', 7 * 24 * 60],
  ['thirty days', 30 * 24 * 60],
])('a plan that runs each %s comes to all folders', (_, minutes) => {
  const turns = Array.from({ length: lookTurns }, (_, run) => lookTurnOf(100_000, start + run * minutes * minute));
  expect(new Set(turns).size).toBe(lookTurns);
});
