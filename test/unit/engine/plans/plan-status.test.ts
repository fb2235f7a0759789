import { expect, test } from 'vitest';
import type { Outcome } from '#shared/domain/run.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { judgePlan } from '../../../../electron/engine/plans/plan-status.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString();

interface Case {
  readonly outcome?: Outcome;
  readonly lastGoodAt?: string | null;
  readonly running?: string;
  readonly available?: boolean;
  /** Daily, for 100 hours. */
  readonly scheduled?: boolean;
}

function judge({ outcome, lastGoodAt = hoursAgo(1), running, available = true, scheduled }: Case): string {
  const lastRun = outcome === undefined ? null : { id: 'r', outcome, error: null, warningCount: 0 };
  const counts = {
    snapshots: 1,
    safetySnapshots: 0,
    damagedSnapshots: 0,
    newestId: 's',
    files: 1,
    bytes: 1,
    dumps: null,
    lastGood: { files: lastGoodAt, databases: null },
  };
  const summary = { ...counts, lastGoodAt, lastRun, runningRunId: running ?? null };
  const daily = {
    ...{ id: 's', every: { kind: 'daily', at: '03:00' }, timeZone: 'UTC', jitterMinutes: 0, enabled: true },
    ...{ scope: ['files'], minPercent: null, keep: null, since: hoursAgo(100) },
  } satisfies Schedule;
  const plan = { folders: ['/home/ada'], databases: [], schedules: scheduled ? [daily] : [] };
  return judgePlan(plan, { summary, available, now, unusual: null });
}

test.each<[string, Case]>([
  ['running', { running: 'r', outcome: 'failed', available: false }],
  ['failed', { outcome: 'failed', available: false }],
  ['failed', { outcome: 'interrupted' }],
  ['unavailable', { outcome: 'succeeded', available: false, lastGoodAt: null }],
  ['unavailable', { outcome: 'skipped', available: false }],
  ['never', { lastGoodAt: null, outcome: 'cancelled' }],
  ['good', { outcome: 'succeeded-with-warnings', lastGoodAt: hoursAgo(5.9) }],
  ['good', { lastGoodAt: hoursAgo(-1) }],
  ['aging', { outcome: 'skipped', lastGoodAt: hoursAgo(6) }],
  ['good', { outcome: 'succeeded', lastGoodAt: hoursAgo(29), scheduled: true }],
  ['overdue', { outcome: 'succeeded', lastGoodAt: hoursAgo(30), scheduled: true }],
  ['overdue', { outcome: 'failed', lastGoodAt: null, scheduled: true }],
  ['overdue', { outcome: 'skipped', available: false, lastGoodAt: hoursAgo(31), scheduled: true }],
  ['running', { running: 'r', lastGoodAt: null, scheduled: true }],
  ['late', { outcome: 'succeeded', lastGoodAt: hoursAgo(24) }],
])('a plan is %s: %j', (state, given) => expect(judge(given)).toBe(state));
