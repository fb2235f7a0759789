import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { databasesOf, openShopHome, requestOf, restoredBy, type ShopHome } from '../../helpers/shop-home.ts';

let server: TestPostgres;
let home: ShopHome;

beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('shop', fs.readFileSync(new URL('../../fixtures/everything.sql', import.meta.url), 'utf8'));
  home = await openShopHome(server, { include: ['shop'] });
  expect(await home.real.backUp()).toMatchObject({ outcome: 'succeeded' });
});
afterAll(async () => {
  await home.real.close();
  await server.close();
});

/** What pg_dump says of a database: the whole of it, as far as people can see. */
const contentsOf = async (database: string): Promise<string> =>
  (await server.run('pg_dump', '--schema-only', database)).replaceAll(/^\\(un)?restrict .*$/gm, '');

const rowsOf = (database: string, table: string) => server.sql(database, `SELECT * FROM ${table} t ORDER BY t::text`);

test('a new database is made, equal in all, and an undo keeps it as a dump and removes it', async () => {
  const run = await home.restore({ database: 'shop', create: true, to: target('copy') });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  const result = restoredBy(run);
  expect(result).toMatchObject({ mode: 'create', database: 'copy', safetySnapshotId: null, undoOf: null });
  expect(result.checks.passed).toBe(result.checks.total);
  expect(await contentsOf('copy')).toBe(await contentsOf('shop'));
  expect(await databasesOf(server)).toEqual(['copy', 'shop']);
  const undone = await home.undo(run.id);
  expect(undone).toMatchObject({ outcome: 'succeeded' });
  expect(restoredBy(undone)).toMatchObject({ mode: 'remove', undoOf: run.id, safetySnapshotId: expect.any(String) });
  expect(await databasesOf(server)).toEqual(['shop']);
  await expect(home.undo(run.id)).rejects.toMatchObject({ code: 'not-undoable' });
  const again = await home.undo(undone.id);
  expect(again).toMatchObject({ outcome: 'succeeded', error: null });
  expect(await contentsOf('copy')).toBe(await contentsOf('shop'));
  await server.sql('postgres', 'DROP DATABASE copy');
});

test('a database is replaced as a whole with all that it is beside its contents, and brought back by an undo', async () => {
  await server.sql(
    'postgres',
    `ALTER DATABASE shop SET search_path TO shop, "$user", public; ALTER DATABASE shop CONNECTION LIMIT 17;
     COMMENT ON DATABASE shop IS 'it''s the shop'; ALTER ROLE shop_reader IN DATABASE shop SET work_mem TO '7MB';
     REVOKE CONNECT ON DATABASE shop FROM PUBLIC; GRANT CONNECT ON DATABASE shop TO shop_reader WITH GRANT OPTION;
     ALTER DATABASE shop OWNER TO shop_owner`,
  );
  const before = await aboutDatabase('shop');
  await server.sql('shop', 'CREATE TABLE public.after (n int); INSERT INTO public.after VALUES (1), (2), (3)');
  const after = await contentsOf('shop');
  const preview = await home.real.engine.services.databases.restorePreview(requestOf({ database: 'shop' }));
  expect(preview).toMatchObject({ mode: 'replace', problems: [], phrase: `replace shop on 127.0.0.1:${server.port}` });
  expect(preview.tables).toContainEqual({
    ...{ schema: 'public', name: 'after', now: { rows: 3, estimated: false }, dump: null, becomes: 'lost' },
  });
  expect(preview.consequence).toContain('kept as a safety dump');
  const run = await home.restore({ database: 'shop' });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect(await contentsOf('shop')).not.toContain('public.after');
  expect(await aboutDatabase('shop')).toEqual(before);
  expect(await databasesOf(server)).toEqual(['shop']);
  const undone = await home.undo(run.id);
  expect(undone).toMatchObject({ outcome: 'succeeded', error: null });
  expect(await contentsOf('shop')).toBe(after);
  expect(await aboutDatabase('shop')).toEqual(before);
  expect(await rowsOf('shop', 'public.after')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  const trail = await home.real.engine.services.audit.list({ limit: 10 });
  expect(trail.items.map(({ action, outcome }) => [action, outcome])).toEqual(
    expect.arrayContaining([
      ['database-restore', 'succeeded'],
      ['database-restore-undo', 'succeeded'],
    ]),
  );
});

test('without the phrase nothing is done, and the wrong one is none', async () => {
  const { databases, runs } = home.real.engine.services;
  const before = (await runs.list({ kind: 'restore-database', limit: 50 })).items.length;
  for (const confirm of [undefined, 'replace shop']) {
    await expect(databases.restore({ ...requestOf({ database: 'shop' }), confirm })).rejects.toMatchObject({
      ...{ code: 'confirmation-needed', details: { phrase: `replace shop on 127.0.0.1:${server.port}` } },
    });
  }
  expect((await runs.list({ kind: 'restore-database', limit: 50 })).items.length).toBe(before);
});

const target = (database: string) => ({ source: null, connection: null, password: null, database });

async function aboutDatabase(database: string) {
  const [row] = await server.sql(
    'postgres',
    `SELECT pg_get_userbyid(datdba) AS owner, encoding, datcollate, datctype, datconnlimit, (SELECT array_agg(acl::text ORDER BY acl::text) FROM unnest(datacl) acl) AS datacl,
       shobj_description(oid, 'pg_database') AS comment,
       (SELECT array_agg(setrole::regrole::text || setconfig::text ORDER BY 1) FROM pg_db_role_setting WHERE setdatabase = d.oid) AS settings
     FROM pg_database d WHERE datname = $1`,
    [database],
  );
  return row;
}
