import { expect, test } from 'vitest';
import { pageOfEvent } from '../../../../electron/engine/notifications/page-of-event.ts';

const plan = { id: 'plan-1', name: 'Papers' };
const run = {
  ...({ id: 'run-1', kind: 'backup', startedAt: '2026-11-21T03:00:00.000Z', endedAt: null, outcome: null } as const),
  ...{ error: null, warnings: 0 },
};

test.each([
  ['run-failed', plan, run, '/activity/run-1'],
  ['run-warning', plan, run, '/activity/run-1'],
  ['recovered', plan, run, '/activity/run-1'],
  ['recovered', plan, null, '/'],
  ['unusual-change', plan, run, '/plans/plan-1/unusual'],
  ['overdue', plan, null, '/activity/schedules'],
  ['low-space', null, null, '/settings/repositories'],
  ['test', null, null, '/settings/notifications'],
] as const)('a message of the kind %s leads to its page', (kind, ofPlan, ofRun, page) => {
  expect(pageOfEvent({ kind, plan: ofPlan, run: ofRun })).toBe(page);
});
