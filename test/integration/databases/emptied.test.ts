import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { databaseDraftSchema } from '../../../shared/domain/database.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;
let home: BackupHome;
beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE shop');
});
afterAll(() => server.close());
beforeEach(async () => {
  home = await openBackupHome();
});
afterEach(() => home.close());

test('a database that lost all its tables fails its plan until that is said to be meant, and would fail it again', async () => {
  const connection = { host: server.socket, port: server.port, user: server.superuser };
  const source = databaseDraftSchema.parse({ label: 'main', connection, include: ['shop'], testRestore: 'never' });
  const plan = await home.addPlan({ folders: [], databases: [source] });
  await server.sql('shop', 'CREATE TABLE orders (id int)');
  expect(await home.backUp()).toMatchObject({
    outcome: 'succeeded',
    result: { databases: [{ tables: 1, error: null }] },
  });
  await server.sql('shop', 'DROP TABLE orders');
  expect(await home.backUp()).toMatchObject({ outcome: 'failed', error: { code: 'database-emptied' } });
  expect(home.snapshots()).toHaveLength(1);
  const plans = home.engine.services.plans;
  const accepted = await plans.edit({ plan: plan.id, changes: { acceptEmpty: true } });
  expect(accepted.plan.acceptEmpty).toHaveLength(1);
  expect(await home.backUp()).toMatchObject({
    outcome: 'succeeded',
    result: { databases: [{ tables: 0, error: null }] },
  });
  expect((await plans.get({ plan: plan.id })).plan.acceptEmpty).toEqual([]);
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
  await server.sql('shop', 'CREATE TABLE orders (id int)');
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
  await server.sql('shop', 'DROP TABLE orders');
  expect(await home.backUp()).toMatchObject({ outcome: 'failed', error: { code: 'database-emptied' } });
});
