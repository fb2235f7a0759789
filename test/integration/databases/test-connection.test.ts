import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseDraftSchema } from '#shared/domain/database.ts';
import { testConnection } from '../../../electron/engine/databases/test-connection.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
  for (const name of ['shop', 'blog', 'holdfast_verify_1', 'shop_holdfast_old_0123abcd']) {
    await server.sql('postgres', `CREATE DATABASE ${name}`);
  }
  await server.sql('postgres', "CREATE ROLE ada LOGIN PASSWORD 'hers'; REVOKE CONNECT ON DATABASE blog FROM PUBLIC");
  await server.sql('postgres', 'CREATE DATABASE closed ALLOW_CONNECTIONS false');
  await server.sql(
    'shop',
    `CREATE TABLE orders (id int); CREATE TABLE "Odd name" (id int); GRANT SELECT ON orders TO ada;
     CREATE SCHEMA audit; CREATE TABLE audit.log (id int)`,
  );
});
afterAll(() => server.close());

type Said = Parameters<typeof databaseDraftSchema.parse>[0] & object;
function sourceOf(said: Said = {}) {
  const connection = { host: '127.0.0.1', port: server.port, user: 'ada' };
  const { password: _, id: __, ...source } = databaseDraftSchema.parse({ label: 'main', connection, ...said });
  return source;
}
const ada = (said: Said = {}) => testConnection({ source: sourceOf(said), password: 'hers' });
const superuser = (said: Said = {}) =>
  testConnection({
    source: sourceOf({ connection: { host: '127.0.0.1', port: server.port, user: 'postgres' }, ...said }),
    password: server.password,
  });

test('a superuser’s connection tells version, sizes, rights and programs, and has no problems', async () => {
  const report = await superuser();
  expect(report).toMatchObject({
    serverMajor: server.major,
    serverVersion: expect.stringMatching(/^\d+\.\d+$/),
    ...{ user: 'postgres', tls: null, standby: false, superuser: true },
    ...{ mayCreateDatabases: true, mayReplicate: true, mayReadPasswords: true, problems: [] },
  });
  expect(report.databases.map(({ name, chosen }) => [name, chosen])).toEqual([
    ['blog', true],
    ['holdfast_verify_1', false],
    ['postgres', true],
    ['shop', true],
    ['shop_holdfast_old_0123abcd', false],
  ]);
  const chosen = report.databases.filter((database) => database.chosen);
  expect(report.bytes).toBe(chosen.reduce((sum, { bytes }) => sum + bytes, 0));
  expect(report.bytes).toBeGreaterThan(1_000_000);
  expect(report.client.pgDump).toMatchObject({ path: expect.stringContaining('pg_dump') });
  expect(report.client).toMatchObject({ scratchServer: expect.stringMatching(/^\d+/), install: null });
});

test('names and patterns choose; a name that nobody has is told', async () => {
  const report = await superuser({ include: ['s*', 'gone', 'holdfast_verify_1'], exclude: ['p*'] });
  expect(report.databases.flatMap(({ name, chosen }) => (chosen ? [name] : []))).toEqual(['holdfast_verify_1', 'shop']);
  expect(report.problems).toEqual([expect.stringContaining('no database “gone”')]);
  expect((await superuser({ include: ['x*'] })).problems).toEqual([expect.stringContaining('No database is chosen')]);
});

test('a role with few rights is told what it can’t back up, and what leaving out cures', async () => {
  const report = await ada({ globals: 'with-passwords' });
  expect(report).toMatchObject({
    superuser: false,
    mayCreateDatabases: false,
    mayReplicate: false,
    mayReadPasswords: false,
  });
  expect(report.databases.find(({ name }) => name === 'blog')).toMatchObject({ mayConnect: false, bytes: 0 });
  expect(report.problems).toEqual([
    expect.stringContaining('may not connect to blog'),
    expect.stringContaining('may not read password hashes'),
    expect.stringMatching(/audit\.log, public\."Odd name".*pg_read_all_data/),
  ]);
  const spared = await ada({ include: ['shop'], excludeSchemas: ['audit'], excludeTables: ['public."Odd name"'] });
  expect(spared.problems).toEqual([]);
});

test('row security that would hide rows is told', async () => {
  await server.sql(
    'shop',
    'CREATE TABLE mine (id int); GRANT SELECT ON mine TO ada; ALTER TABLE mine ENABLE ROW LEVEL SECURITY',
  );
  const report = await ada({ include: ['shop'], excludeSchemas: ['audit'], excludeTables: ['public."Odd name"'] });
  expect(report.problems).toEqual([expect.stringMatching(/[Rr]ow security.*public\.mine/)]);
  expect((await superuser()).problems).toEqual([]);
  await server.sql('shop', 'DROP TABLE mine');
});

test('a standby answers, and is told as one', async () => {
  const signal = path.join(server.folder, 'data', 'standby.signal');
  await server.stop('fast');
  fs.writeFileSync(signal, '');
  await server.start();
  expect(await superuser()).toMatchObject({ standby: true, problems: [expect.stringContaining('standby')] });
  await server.stop('fast');
  fs.rmSync(signal);
  await server.start();
});
