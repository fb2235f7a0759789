import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { createProofHome, type ProofHome, scratchRecords, testedOf } from '../../helpers/proof-home.ts';

// As on a machine that has PostgreSQL's clients and no server.
vi.mock('../../../electron/engine/tools/postgres/find-postgres.ts', async (original) => {
  const real = await original<typeof import('../../../electron/engine/tools/postgres/find-postgres.ts')>();
  return {
    ...real,
    listPostgres: async (program: string) => (program === 'postgres' ? [] : real.listPostgres('pg_restore')),
  };
});

let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE ROLE ann LOGIN CREATEDB');
  await server.sql('postgres', 'CREATE DATABASE shop OWNER ann');
  await server.sql(
    'shop',
    `CREATE EXTENSION citext; SET ROLE ann; CREATE SCHEMA own;
     CREATE TABLE own.customer (id int PRIMARY KEY, name text UNIQUE);
     CREATE TABLE own.orders (id int PRIMARY KEY, customer int REFERENCES own.customer);
     ALTER TABLE own.orders ENABLE ROW LEVEL SECURITY;
     CREATE POLICY mine ON own.orders TO ann USING (true);
     INSERT INTO own.customer SELECT n, n::text FROM generate_series(1, 50) n;
     INSERT INTO own.orders SELECT n, 1 + n % 50 FROM generate_series(1, 100) n`,
  );
});
afterAll(() => server.close());

const temporary = async (): Promise<unknown[]> =>
  server.sql('postgres', "SELECT datname FROM pg_database WHERE datname LIKE 'holdfast%'");

async function withHome(testOnServer: boolean, act: (home: ProofHome) => Promise<void>): Promise<void> {
  const connection = {
    host: server.socket,
    port: server.port,
    user: 'ann',
    database: 'shop',
    service: '',
    tls: 'disable',
    caFile: '',
  } as const;
  const home = createProofHome(server, { include: ['shop'], testOnServer, connection });
  try {
    await act(home);
    expect([await temporary(), scratchRecords(home.real.home)]).toEqual([[], []]);
  } finally {
    home.close();
  }
}

it('without server programs a temporary database of the server is used where that is allowed', () =>
  withHome(true, async (home) => {
    const dump = (await home.dump()).get('shop');
    const seen: unknown[] = [];
    const looking = setInterval(() => void temporary().then((names) => seen.push(...names)), 20);
    const run = await home.test(dump);
    clearInterval(looking);
    const tested = testedOf(run);
    expect(tested).toMatchObject({ ok: true, failures: [] });
    expect(seen).toContainEqual({ datname: expect.stringMatching(/^holdfast_verify_\d{17}$/) });
    const [row] = home.real.catalogue.dumps.find({ snapshotId: dump?.snapshotId });
    expect(row?.dump.proof).toMatchObject({ where: 'temporary-database', ok: true });
  }));

it('cancelled it drops the temporary database', () =>
  withHome(true, async (home) => {
    const dump = (await home.dump()).get('shop');
    expect(await home.test(dump, 'test-restoring')).toMatchObject({ outcome: 'cancelled' });
  }));

it('without consent it says what to install', () =>
  withHome(false, async (home) => {
    const run = await home.test((await home.dump()).get('shop'));
    expect(run.error).toMatchObject({ code: 'scratch-missing' });
    expect(run.error?.message).toMatch(/server programs of version \d+ or newer .*postgresql.*--test-on-server/);
  }));
