import { expect, test } from 'vitest';
import { type ClockRecord, judgeClock } from '../../../../electron/engine/schedule/judge-clock.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-21T12:00:00.000Z');
const trusted: ClockRecord = { shown: start, offMs: 0, notedAt: null };

/** Looks one after the other: what the clock shows, in hours from the start, and how many have passed; null: unknown. */
const looks = (...all: readonly (readonly [shown: number, passed: number | null])[]): number =>
  all.reduce<ClockRecord | null>(
    (record, [shown, passed]) => judgeClock(record, start + shown * hour, passed === null ? null : passed * hour),
    trusted,
  )?.offMs ?? Number.NaN;

test.each<[string, number, number]>([
  ['time goes by', looks([1, 1], [3, 2]), 0],
  ['sleep counts as time', looks([10, 10]), 0],
  ['a time server puts it right by minutes', looks([1.5, 1], [1.6, 1]), 0],
  ['set forward', looks([30, 1]), 29 * hour],
  ['it stays noted while time goes by', looks([30, 1], [31, 1]), 29 * hour],
  ['forward and back again', looks([30, 1], [2, 1]), 0],
  ['forward and nearly back again', looks([30, 1], [2.5, 1]), 0],
  ['set back', looks([-5, 1]), -6 * hour],
  ['back and forward again', looks([-5, 1], [2, 1]), 0],
  ['closed for a week', looks([168, null]), 0],
  ['closed, and the clock went back to 1970', looks([-100_000, null]), -100_000 * hour],
  ['1970, then a time server', looks([-100_000, null], [1, 0.1]), 0.9 * hour - 0.9 * hour],
  ['ahead, closed, and right again', looks([1000, 1], [5, null]), 0],
  ['ahead, closed, and still ahead', looks([1000, 1], [1001, null]), 999 * hour],
])('%s', (_, offMs, expected) => expect(offMs).toBe(expected));

test('the first look trusts what it sees', () => {
  expect(judgeClock(null, start, null)).toEqual(trusted);
});
