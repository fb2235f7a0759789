import fs from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HoldfastClient } from '#shared/contract/index.ts';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { restoreRequestSchema } from '#shared/domain/restore.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { createRouter } from '../../../electron/engine/api/router.ts';
import { auditedOrder } from '../../../electron/engine/audit/audited-order.ts';
import { createCatalogue } from '../../../electron/engine/catalogue/catalogue.ts';
import { cataloguePath, openCatalogue } from '../../../electron/engine/catalogue/open-catalogue.ts';
import { executeRun } from '../../../electron/engine/runs/execute-run.ts';
import { ownProcess } from '../../../electron/engine/runs/process-identity.ts';
import type { JobOf } from '../../../electron/engine/runs/run-job.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';

let home: BackupHome;
let client: HoldfastClient;

beforeEach(async () => {
  home = await openBackupHome();
  client = createRouterClient(createRouter(home.engine.services), { context: { way: 'window' } });
  fs.writeFileSync(path.join(home.source, 'letter'), 'first');
  await home.addPlan({ name: 'Home' });
});

afterEach(() => home.close());

const letter = () => path.join(home.source, 'letter');
const trail = async (): Promise<AuditEntry[]> => (await client.audit.list({ limit: 1000 })).items.reverse();
const added = async (before: readonly AuditEntry[]): Promise<AuditEntry[]> => (await trail()).slice(before.length);

async function ended({ runId }: { readonly runId: string }): Promise<RunDetail> {
  for await (const event of await client.runs.watch({ run: runId })) if (event.type === 'ended') return event.run;
  throw new Error('the run ended without a word');
}

/** A run that is cancelled before its thread has begun. */
async function runCancelled(job: JobOf<'restore'>): Promise<void> {
  const [runId, startedAt] = [crypto.randomUUID(), new Date().toISOString()];
  const of = { planId: null, planName: null, snapshotId: job.snapshotId, subject: 'everything' };
  const db = openCatalogue(home.home);
  const audited = auditedOrder({ job, ...of });
  createCatalogue(db).runs.start({ id: runId, kind: job.kind, ...of, startedAt, ...ownProcess(), audited });
  db.close();
  const request = { home: home.home, runId, startedAt, keepFreeBytes: 0, job };
  await executeRun(request, AbortSignal.abort(), () => undefined);
}

/** Something else that has the catalogue open. */
function withCatalogue<Result>(work: (db: Database.Database) => Result): Result {
  const db = new Database(cataloguePath(home.home));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

describe('each action is told of once', () => {
  test('of plans and repositories, with who, by which way, when and what', async () => {
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

  test('of pins, settings and deletions; not of what changes nothing, of backups and checks', async () => {
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

  test('of a restore: from where, to where, what was promised, what was done', async () => {
    const { snapshotId } = await home.backUp();
    fs.writeFileSync(letter(), 'newer than that');
    const before = await trail();
    const request = { snapshot: 'latest', paths: [letter()], to: null };
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
        order: { paths: [letter()], to: null, exact: false },
        planned: { confirmed: true, totals: { 'overwrite-newer': { entries: 1 } } },
      },
    });
    expect(entries[0]?.snapshotName).not.toBeNull();
    expect(entries[0]?.details.result).toMatchObject({ overwritten: 1, deleted: 0 });
  });

  test('of a restore that was cancelled', async () => {
    const { snapshotId } = await home.backUp();
    const { snapshot: _, ...order } = restoreRequestSchema.parse({ snapshot: 'latest', to: home.at('there') });
    const job = { kind: 'restore', ...order, snapshotId: snapshotId ?? '', previewId: '' } as const;
    const before = await trail();
    await runCancelled(job);
    expect(await added(before)).toMatchObject([
      { action: 'restore', way: 'engine', outcome: 'cancelled', snapshotId, details: { error: { code: 'cancelled' } } },
    ]);
  });

  test('of taking a restore back', async () => {
    await home.backUp();
    fs.rmSync(letter());
    const { id } = await ended(await client.restores.start({ snapshot: 'latest', paths: [letter()], to: null }));
    const before = await trail();
    const { phrase } = await client.restores.undoPreview({ restore: id });
    const undone = await ended(await client.restores.undo({ restore: id, confirm: phrase ?? undefined }));
    expect(fs.existsSync(letter())).toBe(false);
    const entries = await added(before);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ action: 'restore-undo', runId: undone.id, outcome: 'succeeded', way: 'window' });
    expect(entries[0]?.details).toMatchObject({
      result: { deleted: 1, undoOf: id },
      planned: { confirmed: phrase !== null },
    });
  });

  test('of a restore that failed, also because its copy is damaged', async () => {
    await home.backUp();
    fs.rmSync(letter());
    fs.writeFileSync(path.join(home.newestFiles(), letter()), 'other');
    const before = await trail();
    const run = await ended(
      await client.restores.start({ snapshot: 'latest', paths: [letter()], to: home.at('there') }),
    );
    const entries = await added(before);
    expect(entries).toMatchObject([
      { action: 'restore', outcome: run.outcome, details: { error: { code: run.error?.code } } },
    ]);
    expect(run.outcome).toBe('failed');
  });

  test('of taking a repository in again, which keeps the trail', async () => {
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
});

describe('nothing is done that can’t be told of', () => {
  const full = `CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'disk full'); END`;

  test('plans, pins and settings stay as they are', async () => {
    await home.backUp();
    withCatalogue((db) => db.exec(full));
    const draft = { name: 'Other', folders: [home.source], repository: home.repository };
    const attempts = [
      () => client.plans.create(draft),
      () => client.plans.edit({ plan: 'Home', changes: { name: 'House' } }),
      () => client.plans.remove({ plan: 'Home' }),
      () => client.snapshots.pin({ snapshot: 'latest', pinned: true }),
      () => client.settings.set({ theme: 'dark' }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow('disk full');
    expect((await client.plans.list()).map(({ plan }) => plan.name)).toEqual(['Home']);
    expect(await client.snapshots.get({ snapshot: 'latest' })).toMatchObject({ pinned: false });
    expect(await client.settings.get()).toMatchObject({ theme: 'system' });
    expect(fs.existsSync(path.join(home.snapshots()[0] ?? '', 'state.json'))).toBe(false);
  });

  test('a run whose entry could not be written has no outcome, and is told of as interrupted later', async () => {
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    const before = await trail();
    withCatalogue((db) => db.exec(full));
    const { runId } = await client.restores.start({ snapshot: 'latest', paths: [letter()], to: home.at('there') });
    for await (const _event of await client.runs.watch({ run: runId })) {
      // Only its end matters.
    }
    expect(await client.runs.get({ run: runId })).toMatchObject({ outcome: null });
    // As if its process had died.
    withCatalogue((db) => db.exec(`DROP TRIGGER full; UPDATE run SET process_start = 'earlier'`));
    await home.engine.close();
    home = await openBackupHome({ folder: home.folder, repository: home.at('second') });
    client = createRouterClient(createRouter(home.engine.services), { context: { way: 'window' } });
    const entries = await added(before);
    expect(entries[0]).toMatchObject({ action: 'restore', way: 'window', runId, outcome: 'interrupted' });
  });

  test.each([
    ['changed', 'UPDATE audit SET user = 1'],
    ['removed', 'DELETE FROM audit'],
    ['replaced', 'INSERT OR REPLACE INTO audit SELECT * FROM audit'],
    ['ignored', `INSERT OR IGNORE INTO audit SELECT * FROM audit WHERE number = 1`],
  ])('an entry is never %s', async (_how, sql) => {
    const before = await trail();
    expect(() => withCatalogue((db) => db.exec(sql))).toThrow('append-only');
    expect(await trail()).toEqual(before);
  });

  test('a run is told of once', async () => {
    await home.backUp();
    await ended(await client.repositories.rebuild({}));
    const again = `INSERT INTO audit SELECT NULL, at, user, uid, way, action, subject, plan_id, plan_name, snapshot_id,
      snapshot_name, run_id, outcome, details FROM audit WHERE run_id IS NOT NULL`;
    expect(() => withCatalogue((db) => db.exec(again))).toThrow('append-only');
  });
});

describe('the trail is read', () => {
  beforeEach(async () => {
    for (const theme of ['dark', 'light', 'dark', 'light', 'system'] as const) await client.settings.set({ theme });
  });

  test('page by page, newest first, also while it grows', async () => {
    const first = await client.audit.list({ limit: 3 });
    await client.settings.set({ theme: 'dark' });
    const second = await client.audit.list({ limit: 3, after: first.next ?? '' });
    const third = await client.audit.list({ limit: 3, after: second.next ?? '' });
    const numbers = [first, second, third].map(({ items }) => items.map(({ number }) => number));
    expect(numbers).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    expect(third.next).toBeNull();
  });

  test('by plan, action and time', async () => {
    const numbersOf = async (filter: Parameters<typeof client.audit.list>[0]) =>
      (await client.audit.list(filter)).items.map(({ number }) => number);
    expect(await numbersOf({ plan: 'home' })).toEqual([2]);
    expect(await numbersOf({ plan: 'none' })).toEqual([]);
    expect(await numbersOf({ action: 'repository-init' })).toEqual([1]);
    const at = (await trail())[3]?.at ?? '';
    expect(await numbersOf({ since: at, until: at })).toContain(4);
    expect(await numbersOf({ until: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await numbersOf({ since: '2020-01-01T00:00:00Z' })).toHaveLength(7);
    await client.plans.edit({ plan: 'Home', changes: { name: 'House' } });
    expect(await numbersOf({ plan: 'House' })).toEqual([8, 2]);
    await client.plans.remove({ plan: 'House' });
    expect(await numbersOf({ plan: 'house' })).toEqual([9]);
    expect(await numbersOf({ plan: (await trail())[1]?.planId ?? '' })).toEqual([9, 8, 2]);
  });

  test('as JSON lines and CSV, oldest first, pages one after the other', async () => {
    const whole = async (format: 'jsonl' | 'csv') => {
      let [text, after]: [string, string | undefined] = ['', undefined];
      do {
        const page: { text: string; next: string | null } = await client.audit.export({ format, after, limit: 3 });
        text += page.text;
        after = page.next ?? undefined;
      } while (after !== undefined);
      return text;
    };
    const lines = (await whole('jsonl')).split('\n').slice(0, -1);
    expect(lines.map((line) => JSON.parse(line))).toEqual(await trail());
    const rows = (await whole('csv')).split('\r\n').slice(0, -1);
    expect(rows).toHaveLength(8);
    expect(rows.filter((row) => row.startsWith('"number"'))).toHaveLength(1);
    expect(rows[1]).toMatch(/^1,"20/);
    expect(await client.audit.export({ format: 'jsonl', action: 'repair' })).toEqual({ text: '', next: null });
  });
});
