import { expect, test } from 'vitest';
import { hookEnvironment } from '../../../../electron/engine/hooks/hook-environment.ts';

const run = {
  plan: { id: 'plan-id', name: 'Home' },
  runId: 'run-id',
  startedAt: '2026-11-21T03:00:00.000Z',
  repository: '/media/drive/holdfast',
};

test('all names are there each time, empty where there is nothing to tell', () => {
  const before = hookEnvironment('before', run, null);
  const end = {
    outcome: 'failed',
    error: { code: 'source-missing', message: `It is gone\0. ${'x'.repeat(10_000)}` },
    warnings: 2,
    snapshot: { id: 'snapshot-id', folder: '/media/drive/holdfast/plans/home/snapshots/now' },
  } as const;
  const after = hookEnvironment('failure', run, end);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(before).toMatchObject({ HOLDFAST_WHEN: 'before', HOLDFAST_PLAN: 'Home', HOLDFAST_OUTCOME: '' });
  expect(after).toMatchObject({
    ...{ HOLDFAST_OUTCOME: 'failed', HOLDFAST_ERROR_CODE: 'source-missing', HOLDFAST_WARNINGS: '2' },
    HOLDFAST_SNAPSHOT: 'snapshot-id',
    HOLDFAST_SNAPSHOT_FOLDER: '/media/drive/holdfast/plans/home/snapshots/now',
  });
  expect(after.HOLDFAST_ERROR).toMatch(/^It is gone\. x+$/);
  expect(after.HOLDFAST_ERROR?.length).toBeLessThan(5000);
});
