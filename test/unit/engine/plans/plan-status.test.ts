import { expect, test } from 'vitest';
import type { Outcome } from '#shared/domain/run.ts';
import { judgePlan } from '../../../../electron/engine/plans/plan-status.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString();

interface Case {
  readonly outcome?: Outcome;
  readonly lastGoodAt?: string | null;
  readonly running?: string;
  readonly available?: boolean;
}

function judge({ outcome, lastGoodAt = hoursAgo(1), running, available = true }: Case): string {
  const lastRun = outcome === undefined ? null : { id: 'r', outcome, error: null, warningCount: 0 };
  const counts = {
    snapshots: 1,
    safetySnapshots: 0,
    damagedSnapshots: 0,
    newestId: 's',
    files: 1,
    bytes: 1,
    dumps: null,
  };
  const summary = { ...counts, lastGoodAt, lastRun, runningRunId: running ?? null };
  return judgePlan({ summary, available, now });
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
  ['late', { outcome: 'succeeded', lastGoodAt: hoursAgo(24) }],
])('a plan is %s: %j', (state, given) => expect(judge(given)).toBe(state));
