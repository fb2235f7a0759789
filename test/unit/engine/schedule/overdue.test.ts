import { expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { overdueSince } from '../../../../electron/engine/schedule/overdue.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T12:00:00.000Z');
const schedule = (change: Partial<Schedule> = {}) => ({
  ...{ every: { kind: 'daily' as const, at: '03:00' }, scope: ['files' as const], enabled: true },
  since: new Date(now - 1000 * hour).toISOString(),
  ...change,
});
const good = (hours: number | null) => (hours === null ? null : now - hours * hour);
const since = (
  schedules: readonly ReturnType<typeof schedule>[],
  files: number | null,
  databases: number | null = null,
) => {
  const at = overdueSince(schedules, { files: good(files), databases: good(databases) }, now);
  return at === null ? null : (now - at) / hour;
};

test('after 1.25 times the longest interval', () => {
  expect(since([schedule()], 29.9)).toBeNull();
  expect(since([schedule()], 30)).toBe(0);
  expect(since([schedule()], 40)).toBe(10);
});

test('the most demanding schedule counts, and only those that are on', () => {
  const hourly = schedule({ every: { kind: 'hourly', minute: 0 } });
  expect(since([schedule(), hourly], 2)).toBe(0.75);
  expect(since([schedule(), { ...hourly, enabled: false }], 2)).toBeNull();
  expect(since([], 5000)).toBeNull();
});

test('each part that a schedule covers has to be there', () => {
  const both = schedule({ scope: ['files', 'databases'] });
  expect(since([both], 1, 1)).toBeNull();
  expect(since([both], 1, 35)).toBe(5);
});

test('without any success it counts from when the schedule was made', () => {
  expect(since([schedule({ since: new Date(now - 29 * hour).toISOString() })], null)).toBeNull();
  expect(since([schedule({ since: new Date(now - 31 * hour).toISOString() })], null)).toBe(1);
});

test('a success from the future is none', () => {
  expect(since([schedule()], -0.5)).toBeNull();
  expect(since([schedule()], -48)).toBe(970);
});
