import { expect, test } from 'vitest';
import { restoreRequestSchema } from '#shared/domain/restore.ts';
import { orderedBy } from '../../../../electron/engine/audit/actor.ts';
import { auditedOrder } from '../../../../electron/engine/audit/audited-order.ts';
import type { RunJob } from '../../../../electron/engine/runs/run-job.ts';

const of = { planId: null, planName: null, subject: 'test' };
const actionOf = (job: RunJob) => auditedOrder({ job, ...of })?.action;

test('each kind of run is told of by its action, or not at all', () => {
  expect(actionOf({ kind: 'backup', planId: 'p', fullChecksum: false })).toBeUndefined();
  expect(actionOf({ kind: 'verify', snapshotIds: [] })).toBeUndefined();
  expect(actionOf({ kind: 'test-restore', dumps: [] })).toBeUndefined();
  const restore = {
    kind: 'restore',
    previewId: 'v',
    ...restoreRequestSchema.parse({ snapshot: '', to: null }),
  } as const;
  const order = { ...restore, snapshotId: 's' };
  expect(actionOf(order)).toBe('restore');
  expect(actionOf({ ...order, of: { kind: 'undo', runId: 'r' } })).toBe('restore-undo');
  expect(actionOf({ ...order, of: { kind: 'finish', runId: 'r' } })).toBe('restore-finish');
  expect(actionOf({ kind: 'delete', planId: 'p', snapshotIds: ['s'] })).toBe('snapshot-delete');
  expect(actionOf({ kind: 'delete', planId: 'p', snapshotIds: [] })).toBe('trash-empty');
  expect(actionOf({ kind: 'delete', planId: 'p', snapshotIds: [], leftOut: ['s'] })).toBe('snapshot-delete');
  expect(actionOf({ kind: 'rebuild', repositoryIds: ['r'] })).toBe('rebuild');
  expect(actionOf({ kind: 'repair', snapshotIds: ['s'], dryRun: false })).toBe('repair');
  expect(actionOf({ kind: 'repair', snapshotIds: ['s'], dryRun: true })).toBeUndefined();
});

test('whoever starts a run may know better what it is', () => {
  const job: RunJob = { kind: 'rebuild', repositoryIds: ['r'] };
  expect(auditedOrder({ job, ...of, audited: { action: 'import' } })).toMatchObject({ action: 'import' });
});

test('of long lists the beginning is told', () => {
  const repositoryIds = Array.from({ length: 1000 }, (_, at) => `r${at}`);
  const order = auditedOrder({ job: { kind: 'rebuild', repositoryIds }, ...of })?.details.order;
  expect(order).toEqual({ repositoryIds: [...repositoryIds.slice(0, 20), 'and 980 more'] });
});

test('the way of the order is known through whatever is awaited; without an order the engine acts by itself', async () => {
  const job: RunJob = { kind: 'rebuild', repositoryIds: ['r'] };
  const later = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return auditedOrder({ job, ...of });
  };
  expect(await orderedBy('window', later)).toMatchObject({ way: 'window', uid: process.geteuid?.() });
  expect(await later()).toMatchObject({ way: 'engine', user: expect.stringMatching(/./) });
});
