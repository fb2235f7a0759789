import { expect, test } from 'vitest';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { stateOfPlans } from '#shared/state-of-plans.ts';
import { planStatus } from '../../helpers/plan-status.ts';

const running = planStatus('running', 'r', { runningRunId: 'run' });
const dumps = { databases: 1, bytes: 1, proven: 0, failed: 1, provenAt: null };
const unusual = { since: '2026-11-21T11:48:00.000Z', files: 1, changed: 1, removed: 0 };

test.each<[string, readonly PlanStatus[], string]>([
  ['no plan', [], 'attention'],
  ['all good', [planStatus('good')], 'good'],
  ['one runs', [planStatus('good'), running], 'running'],
  ['one runs and another wants a look', [planStatus('aging'), running], 'running'],
  ['one runs and another failed', [planStatus('failed'), running], 'failed'],
  ['warnings', [planStatus('good', 'x', { lastWarnings: 1 })], 'attention'],
  ['a skipped try', [planStatus('good', 'x', { lastOutcome: 'skipped' })], 'attention'],
  ['a drive that is away', [planStatus('unavailable')], 'attention'],
  ['never backed up', [planStatus('never')], 'attention'],
  ['late', [planStatus('late')], 'failed'],
  ['overdue', [planStatus('overdue')], 'failed'],
  ['damage in a plan that is getting old', [planStatus('aging', 'x', { damagedSnapshots: 1 })], 'failed'],
  ['a failed proof', [planStatus('good', 'x', { dumps })], 'failed'],
  ['an unusual change, though it runs again', [{ ...running, unusual }], 'failed'],
])('%s: %s', (_name, plans, state) => {
  expect(stateOfPlans(plans)).toBe(state);
});

test('a run of no plan is one, too', () => {
  expect(stateOfPlans([planStatus('good')], true)).toBe('running');
});
