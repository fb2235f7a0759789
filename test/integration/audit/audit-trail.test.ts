import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restoreRequestSchema } from '#shared/domain/restore.ts';
import { auditedOrder } from '../../../electron/engine/audit/audited-order.ts';
import { createCatalogue } from '../../../electron/engine/catalogue/catalogue.ts';
import { openCatalogue } from '../../../electron/engine/catalogue/open-catalogue.ts';
import { executeRun } from '../../../electron/engine/runs/execute-run.ts';
import { ownProcess } from '../../../electron/engine/runs/process-identity.ts';
import type { JobOf } from '../../../electron/engine/runs/run-job.ts';
import { type AuditedHome, openAuditedHome } from '../../helpers/audited-home.ts';
import type { BackupHome } from '../../helpers/backup-home.ts';

let audited: AuditedHome;

beforeEach(async () => {
  audited = await openAuditedHome();
});
afterEach(() => audited.home.close());

/** A run that is cancelled before its thread has begun. */
async function runCancelled({ home }: BackupHome, job: JobOf<'restore'>): Promise<void> {
  const [runId, startedAt] = [crypto.randomUUID(), new Date().toISOString()];
  const of = { planId: null, planName: null, snapshotId: job.snapshotId, subject: 'everything' };
  const db = openCatalogue(home);
  const audited = auditedOrder({ job, ...of });
  createCatalogue(db).runs.start({ id: runId, kind: job.kind, ...of, startedAt, ...ownProcess(), audited });
  db.close();
  const request = { home, runId, startedAt, keepFreeBytes: 0, job };
  await executeRun(request, AbortSignal.abort(), () => undefined);
}

test('told of once: plans and repositories, with who, by which way, when and what', async () => {
  const { home, client, trail, added } = audited;
  const [init, add] = await trail();
  expect(init).toMatchObject({ number: 1, action: 'repository-init', subject: home.repository, way: 'engine' });
  expect(add).toMatchObject({ number: 2, action: 'plan-add', subject: 'Home', planName: 'Home' });
  expect(add?.details.order).toMatchObject({ repository: home.repository, folders: [home.source] });
  const before = await trail();
  await client.plans.edit({ plan: 'Home', changes: { name: 'House', allowFullCopies: true } });
  await client.plans.edit({ plan: 'House', changes: { name: 'House' } });
  await client.repositories.adopt({ path: home.repository });
  await client.plans.remove({ plan: 'House' });
  const entries = await added(before);
  expect(entries.map(({ action }) => action)).toEqual(['plan-edit', 'repository-adopt', 'plan-remove']);
  expect(entries[0]?.details.changes).toEqual({
    name: { from: 'Home', to: 'House' },
    allowFullCopies: { from: false, to: true },
  });
  for (const entry of entries) {
    expect(entry).toMatchObject({ way: 'window', outcome: 'succeeded', uid: process.geteuid?.() });
    expect(entry.user).not.toBe('');
    expect(Math.abs(Date.parse(entry.at) - Date.now())).toBeLessThan(60_000);
  }
});

test('told of once: pins, settings and deletions; not of what changes nothing, of backups and checks', async () => {
  const { home, client, trail, added, ended } = audited;
  const run = await home.backUp();
  const before = await trail();
  await ended(await client.snapshots.verify({ snapshot: 'latest' }));
  await client.snapshots.pin({ snapshot: 'latest', pinned: true });
  await client.snapshots.pin({ snapshot: 'latest', pinned: true });
  await client.snapshots.pin({ snapshot: 'latest', pinned: false });
  await client.settings.set({ theme: 'dark' });
  await client.settings.set({ theme: 'dark' });
  const { name } = await client.snapshots.get({ snapshot: 'latest' });
  const { id } = await ended(await client.snapshots.remove({ snapshot: 'latest', confirm: name }));
  const entries = await added(before);
  expect(entries.map(({ action }) => action)).toEqual([
    'snapshot-pin',
    'snapshot-unpin',
    'settings-change',
    'snapshot-delete',
  ]);
  expect(entries[2]).toMatchObject({
    subject: 'theme',
    details: { changes: { theme: { from: 'system', to: 'dark' } } },
  });
  // The name is told although the snapshot is gone.
  expect(entries[3]).toMatchObject({ snapshotId: run.snapshotId, snapshotName: name, runId: id, planName: 'Home' });
  expect(entries[3]?.details).toMatchObject({
    order: { snapshots: [name] },
    result: { entries: expect.any(Number) },
  });
});

test('told of once: a restore: from where, to where, what was promised, what was done', async () => {
  const { home, client, letter, trail, added, ended } = audited;
  const { snapshotId } = await home.backUp();
  fs.writeFileSync(letter, 'newer than that');
  const before = await trail();
  const request = { snapshot: 'latest', paths: [letter], to: null };
  const refused = await client.restores.start(request).catch((error: unknown) => error);
  const { phrase } = (refused as { data: { phrase: string } }).data;
  const run = await ended(await client.restores.start({ ...request, confirm: phrase }));
  expect(run.outcome).toBe('succeeded');
  const entries = await added(before);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    action: 'restore',
    way: 'window',
    at: run.endedAt,
    runId: run.id,
    snapshotId,
    planName: 'Home',
    outcome: 'succeeded',
    details: {
      order: { paths: [letter], to: null, exact: false },
      planned: { confirmed: true, totals: { 'overwrite-newer': { entries: 1 } } },
    },
  });
  expect(entries[0]?.snapshotName).not.toBeNull();
  expect(entries[0]?.details.result).toMatchObject({ overwritten: 1, deleted: 0 });
});

test('told of once: a restore that was cancelled', async () => {
  const { home, trail, added } = audited;
  const { snapshotId } = await home.backUp();
  const { snapshot: _, ...order } = restoreRequestSchema.parse({ snapshot: 'latest', to: home.at('there') });
  const job = { kind: 'restore', ...order, snapshotId: snapshotId ?? '', previewId: '' } as const;
  const before = await trail();
  await runCancelled(home, job);
  expect(await added(before)).toMatchObject([
    { action: 'restore', way: 'engine', outcome: 'cancelled', snapshotId, details: { error: { code: 'cancelled' } } },
  ]);
});

test('told of once: taking a restore back', async () => {
  const { home, client, letter, trail, added, ended } = audited;
  await home.backUp();
  fs.rmSync(letter);
  const { id } = await ended(await client.restores.start({ snapshot: 'latest', paths: [letter], to: null }));
  const before = await trail();
  const { phrase } = await client.restores.undoPreview({ restore: id });
  const undone = await ended(await client.restores.undo({ restore: id, confirm: phrase ?? undefined }));
  expect(fs.existsSync(letter)).toBe(false);
  const entries = await added(before);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ action: 'restore-undo', runId: undone.id, outcome: 'succeeded', way: 'window' });
  expect(entries[0]?.details).toMatchObject({
    result: { deleted: 1, undoOf: id },
    planned: { confirmed: phrase !== null },
  });
});

test('told of once: a restore that failed, also because its copy is damaged', async () => {
  const { home, client, letter, trail, added, ended } = audited;
  await home.backUp();
  fs.rmSync(letter);
  fs.writeFileSync(path.join(home.newestFiles(), letter), 'other');
  const before = await trail();
  const run = await ended(await client.restores.start({ snapshot: 'latest', paths: [letter], to: home.at('there') }));
  const entries = await added(before);
  expect(entries).toMatchObject([
    { action: 'restore', outcome: run.outcome, details: { error: { code: run.error?.code } } },
  ]);
  expect(run.outcome).toBe('failed');
});

test('told of once: taking a repository in again, which keeps the trail', async () => {
  const { home, client, trail, ended } = audited;
  await home.backUp();
  const before = await trail();
  await ended(await client.repositories.rebuild({}));
  await ended(await client.repositories.connect({ path: home.repository }));
  const after = await trail();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).map(({ action, details }) => [action, details.result])).toEqual([
    ['rebuild', { plans: 1, snapshots: 1 }],
    ['repository-connect', undefined],
    ['import', { plans: 1, snapshots: 1 }],
  ]);
});
