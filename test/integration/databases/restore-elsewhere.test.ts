import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Connection } from '../../../shared/domain/database.ts';
import { connectionSchema } from '../../../shared/domain/database.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { databasesOf, openShopHome, requestOf, restoredBy, type ShopHome } from '../../helpers/shop-home.ts';
import { withEngine } from '../../helpers/with-engine.ts';

let server: TestPostgres;
let other: TestPostgres;
let home: ShopHome;

beforeAll(async () => {
  [server, other] = await Promise.all([startPostgres(), startPostgres({ superuserPassword: 'other words' })]);
  const spaces = `${server.folder}/spaces`;
  fs.mkdirSync(spaces);
  const { uid, gid } = fs.statSync(path.join(server.folder, 'data'));
  fs.chownSync(spaces, uid, gid);
  await server.sql('postgres', 'CREATE ROLE "shop owner"');
  await server.sql(
    'postgres',
    `CREATE ROLE reader; GRANT reader TO "shop owner"; ALTER ROLE reader PASSWORD 'of the reader'`,
  );
  await server.sql('postgres', `CREATE TABLESPACE fast LOCATION '${spaces}'`);
  await server.sql('postgres', 'CREATE DATABASE shop OWNER "shop owner"');
  await server.sql(
    'shop',
    `CREATE EXTENSION citext;
     CREATE TABLE orders (id int PRIMARY KEY, what citext) TABLESPACE fast; INSERT INTO orders SELECT n, 'order ' || n FROM generate_series(1, 30) n;
     ALTER TABLE orders OWNER TO "shop owner"; GRANT SELECT ON orders TO reader;
     CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS $$ SELECT n * 2; -- ALTER TABLE x OWNER TO y; $$;
     ALTER FUNCTION twice(int) OWNER TO reader`,
  );
  home = await openShopHome(server, { include: ['shop'], globals: 'with-passwords' });
  expect(await home.real.backUp()).toMatchObject({ outcome: 'succeeded' });
});
afterAll(async () => {
  await home.real.close();
  await Promise.all([server.close(), other.close()]);
});
beforeEach(() => other.sql('postgres', 'CREATE ROLE someone; CREATE ROLE weak LOGIN CREATEDB'));
afterEach(async () => {
  for (const name of await databasesOf(other)) await other.sql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`);
  for (const role of ['someone', 'weak', 'shop owner', 'reader'])
    await other.sql('postgres', `DROP ROLE IF EXISTS "${role}"`);
});

const elsewhere = (changes: Partial<Connection> = {}, password: string | null = other.password) => ({
  source: null,
  connection: connectionSchema.parse({ host: other.tcpHost, port: other.port, user: other.superuser, ...changes }),
  ...{ password, database: null },
});
const ownersOf = async (database: string) =>
  other.sql(
    database,
    `SELECT relname AS name, pg_get_userbyid(relowner) AS owner, relacl::text AS grants FROM pg_class WHERE relname = 'orders'
     UNION SELECT proname, pg_get_userbyid(proowner), proacl::text FROM pg_proc WHERE proname = 'twice' ORDER BY 1`,
  );

test('roles that are missing there keep it from being done, and are told with what helps', async () => {
  const { databases } = home.real.engine.services;
  const request = requestOf({ database: 'shop', to: elsewhere(), create: true });
  const preview = await databases.restorePreview(request);
  expect(preview.problems).toHaveLength(1);
  expect(preview.problems[0]).toMatch(/^The roles reader, shop owner are not on .*--globals.*--map-owner.*--no-owner/);
  expect(preview.remarks).toEqual(['The tablespace fast is not there: all goes to the usual one.']);
  expect(preview.globals?.roles).toContainEqual({ name: 'reader', there: false });
  expect(preview.globals?.roles).toContainEqual({ name: 'postgres', there: true });
  expect(preview.globals?.tablespaces).toMatchObject([{ name: 'fast', there: false }]);
  await expect(databases.restore(request)).rejects.toMatchObject({ code: 'restore-blocked' });
  expect(await databasesOf(other)).toEqual([]);
});

test('owners and grants of one role go to another', async () => {
  const mapOwners = { 'shop owner': 'someone', reader: 'weak' };
  const run = await home.restore({ database: 'shop', to: elsewhere(), create: true, mapOwners });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect(await ownersOf('shop')).toEqual([
    { name: 'orders', owner: 'someone', grants: '{someone=arwdDxt/someone,weak=r/someone}' },
    { name: 'twice', owner: 'weak', grants: null },
  ]);
  const [database] = await other.sql(
    'postgres',
    "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = 'shop'",
  );
  expect(database).toEqual({ owner: 'someone' });
});

test('missing roles and tablespaces are made if that is asked for, and those that are there stay as they are', async () => {
  await other.sql('postgres', `CREATE ROLE reader PASSWORD 'another'`);
  const secret = async () =>
    (await other.sql('postgres', "SELECT rolpassword FROM pg_authid WHERE rolname = 'reader'"))[0];
  const before = await secret();
  const run = await home.restore({ database: 'shop', to: elsewhere(), create: true, globals: true });
  // The tablespace's folder belongs to the first server.
  expect(run).toMatchObject({ outcome: 'succeeded-with-warnings', error: null });
  expect(run.warnings.map(({ path: name }) => name)).toEqual(['fast']);
  expect(restoredBy(run).madeGlobals).toEqual(['shop owner']);
  expect(await secret()).toEqual(before);
  expect(await ownersOf('shop')).toEqual([
    {
      name: 'orders',
      owner: 'shop owner',
      grants: '{"\\"shop owner\\"=arwdDxt/\\"shop owner\\"","reader=r/\\"shop owner\\""}',
    },
    { name: 'twice', owner: 'reader', grants: null },
  ]);
  const member = await other.sql('postgres', "SELECT pg_has_role('shop owner', 'reader', 'MEMBER') AS member");
  expect(member).toEqual([{ member: true }]);
});

test('without owners all belongs to whoever restores, also to one who is no superuser', async () => {
  await other.sql('postgres', `ALTER ROLE weak PASSWORD 'words of the weak'`);
  const to = elsewhere({ user: 'weak' }, 'words of the weak');
  const run = await home.restore({ database: 'shop', to, create: true, owners: 'none' });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect(await ownersOf('shop')).toEqual([
    { name: 'orders', owner: 'weak', grants: null },
    { name: 'twice', owner: 'weak', grants: null },
  ]);
  await other.sql('postgres', 'GRANT CONNECT ON DATABASE shop TO someone');
  const replaced = await home.restore({ database: 'shop', to, owners: 'none' });
  expect(replaced).toMatchObject({ outcome: 'succeeded', error: null });
  const [acl] = await other.sql('postgres', "SELECT datacl::text AS grants FROM pg_database WHERE datname = 'shop'");
  expect(acl?.grants).toContain('someone=c/weak');
  await other.sql('postgres', 'ALTER ROLE weak NOCREATEDB');
  const { databases } = home.real.engine.services;
  const again = await databases.restorePreview(requestOf({ database: 'shop', to, owners: 'none' }));
  expect(again.problems.join(' ')).toContain('The role weak may not create databases');
  await other.sql('postgres', 'ALTER DATABASE shop OWNER TO someone; ALTER ROLE weak CREATEDB');
  const foreign = await databases.restorePreview(requestOf({ database: 'shop', to, owners: 'none' }));
  expect(foreign.problems.join(' ')).toContain('belongs to someone, and weak is no member of that role');
});

test('an extension that the server lacks is told before anything is done', async () => {
  const { extensions } = await hideExtension(other, 'citext');
  try {
    const { databases } = home.real.engine.services;
    const { problems } = await databases.restorePreview(
      requestOf({ database: 'shop', to: elsewhere(), create: true, owners: 'none' }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^The extension citext is not installed on .*then restore again\.$/),
    ]);
  } finally {
    await extensions.close();
  }
});

test('a wrong password, and none, are told as such, and no password is told anywhere', async () => {
  const { databases } = home.real.engine.services;
  const ask = (password: string | null) =>
    databases.restorePreview(requestOf({ database: 'shop', to: elsewhere({}, password), create: true }));
  await expect(ask('wrong words')).rejects.toMatchObject({ code: 'database-refused' });
  await expect(ask(null)).rejects.toMatchObject({ code: 'password-needed' });
  await home.restore({ database: 'shop', to: elsewhere(), create: true, owners: 'none' });
  const told = everythingIn(home.real.folder);
  for (const secret of ['other words', 'wrong words', server.password]) expect(told).not.toContain(secret);
});

test('an undo where the home was lost: by the run’s id or the safety snapshot, with the password given anew', async () => {
  await other.sql('postgres', 'CREATE DATABASE shop');
  await other.sql('shop', 'CREATE TABLE mine (n int); INSERT INTO mine VALUES (7)');
  const run = await home.restore({ database: 'shop', to: elsewhere(), owners: 'none' });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  await withEngine(home.real.at('new home'), 'command', Date.now, async ({ services }) => {
    const { runId } = await services.repositories.connect({ path: home.real.repository });
    for await (const event of services.runs.watch({ run: runId })) if (event.type === 'ended') break;
    const asked = { restore: run.id.slice(0, 8), endSessions: false };
    await expect(services.databases.undoRestorePreview(asked)).rejects.toMatchObject({ code: 'password-needed' });
    const preview = await services.databases.undoRestorePreview({ ...asked, password: other.password });
    expect(preview).toMatchObject({ mode: 'replace', problems: [], target: { database: 'shop' } });
    const safety = restoredBy(run).safetySnapshotId ?? '';
    const undone = await services.databases.undoRestore({
      ...{ restore: safety, endSessions: false, password: other.password },
      confirm: preview.phrase ?? '',
    });
    for await (const event of services.runs.watch({ run: undone.runId })) {
      if (event.type === 'ended') expect(event.run).toMatchObject({ outcome: 'succeeded', error: null });
    }
  });
  expect(await other.sql('shop', 'SELECT n FROM mine')).toEqual([{ n: 7 }]);
});

/** All files of a folder, one after the other. */
function everythingIn(folder: string): string {
  const names = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

/** The view of extensions that can be had, without one: as on a server whose packages are fewer. */
async function hideExtension(on: TestPostgres, name: string) {
  const client = new pg.Client({ host: on.socket, port: on.port, user: on.superuser, database: 'postgres' });
  await client.connect();
  const hide = `CREATE OR REPLACE VIEW pg_catalog.pg_available_extensions AS SELECT e.name, e.default_version, x.extversion AS installed_version, e.comment
    FROM pg_available_extensions() AS e(name, default_version, comment) LEFT JOIN pg_extension x ON e.name = x.extname`;
  await client.query('SET allow_system_table_mods = on');
  await client.query(`${hide} WHERE e.name <> '${name}'`);
  return {
    extensions: {
      close: async () => {
        await client.query(hide);
        await client.end();
      },
    },
  };
}
