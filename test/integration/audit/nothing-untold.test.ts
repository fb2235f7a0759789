import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuditedHome, openAuditedHome } from '../../helpers/audited-home.ts';

let audited: AuditedHome;

beforeEach(async () => {
  audited = await openAuditedHome();
});
afterEach(() => audited.home.close());

const full = `CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'disk full'); END`;

test('plans, pins and settings stay as they are where a change of them can’t be told of', async () => {
  const { home, client, withCatalogue } = audited;
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
  const { home, client, letter, trail, withCatalogue } = audited;
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
  const before = await trail();
  withCatalogue((db) => db.exec(full));
  const { runId } = await client.restores.start({ snapshot: 'latest', paths: [letter], to: home.at('there') });
  for await (const _event of await client.runs.watch({ run: runId })) {
    // Only its end matters.
  }
  expect(await client.runs.get({ run: runId })).toMatchObject({ outcome: null });
  // As if its process had died.
  withCatalogue((db) => db.exec(`DROP TRIGGER full; UPDATE run SET process_start = 'earlier'`));
  audited = await audited.reopen();
  const entries = await audited.added(before);
  expect(entries[0]).toMatchObject({ action: 'restore', way: 'window', runId, outcome: 'interrupted' });
});

test.each([
  ['changed', 'UPDATE audit SET user = 1'],
  ['removed', 'DELETE FROM audit'],
  ['replaced', 'INSERT OR REPLACE INTO audit SELECT * FROM audit'],
  ['ignored', `INSERT OR IGNORE INTO audit SELECT * FROM audit WHERE number = 1`],
])('an entry is never %s', async (_how, sql) => {
  const { trail, withCatalogue } = audited;
  const before = await trail();
  expect(() => withCatalogue((db) => db.exec(sql))).toThrow('append-only');
  expect(await trail()).toEqual(before);
});

test('a run is told of once', async () => {
  const { home, client, ended, withCatalogue } = audited;
  await home.backUp();
  await ended(await client.repositories.rebuild({}));
  const again = `INSERT INTO audit SELECT NULL, at, user, uid, way, action, subject, plan_id, plan_name, snapshot_id,
    snapshot_name, run_id, outcome, details FROM audit WHERE run_id IS NOT NULL`;
  expect(() => withCatalogue((db) => db.exec(again))).toThrow('append-only');
});
