import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { HoldfastError } from '../../../shared/errors.ts';
import { type DumpPlace, openDumpPlace, sourceOf } from '../../helpers/dump-place.ts';
import { eventually } from '../../helpers/eventually.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { busyQueries, inTheMiddle, makeSlowDatabase, ourSessions } from '../../helpers/slow-table.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';

vi.mock('../../../electron/engine/databases/lock-wait.ts', () => ({ lockWaitMs: 300, overtakenMs: 300 }));

let server: TestPostgres;
let place: DumpPlace;
beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql(
    'shop',
    `CREATE SCHEMA hidden; CREATE TABLE hidden.paper (id int);
     CREATE TABLE open (id int PRIMARY KEY); INSERT INTO open VALUES (1), (2);
     CREATE TABLE closed (id serial); CREATE TABLE "Also closed" (id int);
     CREATE TABLE mine (id int, owner text); ALTER TABLE mine ENABLE ROW LEVEL SECURITY;
     CREATE ROLE clerk LOGIN PASSWORD 'a clerk''s secret'; GRANT SELECT ON open, mine TO clerk`,
  );
  await makeSlowDatabase(server, 'slow');
});
afterAll(() => server.close());
beforeEach(() => {
  place = openDumpPlace();
});
afterEach(() => place.close());

async function failureOf(...of: Parameters<DumpPlace['dump']>): Promise<HoldfastError> {
  const { dumps, failures } = await place.dump(...of);
  expect(dumps).toEqual([]);
  const [failure] = failures;
  if (failures.length !== 1 || !failure) throw new Error(`${failures.length} failures`);
  expect(place.left()).toEqual([]);
  return failure.error;
}

async function session(database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: server.socket, port: server.port, user: 'postgres', database });
  client.on('error', () => {});
  await client.connect();
  return client;
}

const clerk = { include: ['shop'], connection: { user: 'clerk' } };

test('all tables that the role may not read are named, with the patterns that leave them out', async () => {
  const error = await failureOf(sourceOf(server, clerk));
  expect(error.code).toBe('database-rights');
  expect(error.details.exclude).toEqual(['hidden.paper', 'public."Also closed"', 'public.closed']);
  expect(error.message).toContain('--exclude-table');
  const excluded = sourceOf(server, {
    ...clerk,
    excludeTables: ['hidden.paper', 'public."Also closed"', 'public.closed'],
  });
  const sequences = await failureOf(excluded);
  expect(sequences.details.exclude).toEqual(['public.closed_id_seq']);
});

test('row security is an error and never a filtered count', async () => {
  const others = ['hidden.*', 'closed*', '"Also closed"'];
  const error = await failureOf(sourceOf(server, { ...clerk, excludeTables: others }));
  expect(error.code).toBe('row-security');
  expect(error.message).toContain('public.mine');
  const { dumps } = await place.dump(sourceOf(server, { ...clerk, excludeTables: [...others, 'mine'] }));
  expect(dumps).toMatchObject([{ database: 'shop', tables: 1, rows: 2 }]);
});

test('a lock that another session holds is waited for only so long, and named', async () => {
  const other = await session('shop');
  try {
    await other.query(`SET application_name = 'migration'; BEGIN; LOCK TABLE open IN ACCESS EXCLUSIVE MODE`);
    const error = await failureOf(sourceOf(server, { include: ['shop'] }));
    expect(error.code).toBe('database-locked');
    expect(error.message).toMatch(/the table public\.open, by migration, as “postgres”, process \d+/);
  } finally {
    await other.end();
  }
});

test('a database that another machine dumps is left to it, and it says which', async () => {
  const first = place.dump(sourceOf(server, { include: ['slow'] }), {
    context: { ...place.context, signal: AbortSignal.timeout(60_000) },
  });
  await inTheMiddle(server, 'slow');
  const second = openDumpPlace();
  const { failures, dumps } = await second.dump(sourceOf(server, { include: ['slow', 'shop'] }));
  second.close();
  expect(dumps).toMatchObject([{ database: 'shop' }]);
  expect(failures).toMatchObject([{ database: 'slow', error: { code: 'database-busy' } }]);
  expect(failures[0]?.error.message).toMatch(/holdfast dump [0-9a-f]{8} on .*as “postgres” since 20\d\d-/);
  for (const query of await busyQueries(server, 'slow')) expect(query).toContain('pg_sleep');
  await server.sql(
    'postgres',
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'holdfast%'`,
  );
  expect((await first).failures).toMatchObject([{ database: 'slow', error: { code: 'database-lost' } }]);
});

test('cancelling ends what the server is at, and leaves nothing', async () => {
  const cancel = new AbortController();
  const dumping = place.dump(sourceOf(server, { include: ['slow'] }), {
    context: { ...place.context, signal: cancel.signal },
  });
  const ended = expect(dumping).rejects.toMatchObject({ code: 'cancelled' });
  await inTheMiddle(server, 'slow');
  cancel.abort(new HoldfastError('cancelled'));
  await ended;
  await eventually(async () => (await ourSessions(server)) === 0);
  expect(place.left()).toEqual([]);
});

test('no password is in a command line, an environment, the log, or what was written', async () => {
  const secret = server.password;
  const source = sourceOf(server, {
    include: ['slow'],
    connection: { host: server.tcpHost },
    globals: 'with-passwords',
  });
  const cancel = new AbortController();
  const dumping = place.dump(source, { password: secret, context: { ...place.context, signal: cancel.signal } });
  const ended = expect(dumping).rejects.toMatchObject({ code: 'cancelled' });
  await inTheMiddle(server, 'slow');
  let programs = 0;
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    const known = ['cmdline', 'environ'].map((file) => readOrEmpty(`/proc/${pid}/${file}`));
    if (known[0]?.includes('pg_dump')) programs += 1;
    for (const text of known) expect(text.includes(secret)).toBe(false);
  }
  expect(programs).toBeGreaterThan(0);
  cancel.abort(new HoldfastError('cancelled'));
  await ended;
  const { failures } = await place.dump({ ...source, include: ['shop'] }, { password: `not ${secret}` });
  expect(failures).toMatchObject([{ database: null, error: { code: 'database-refused' } }]);
  const { dumps, globals } = await place.dump({ ...source, include: ['shop'] }, { password: secret });
  expect(dumps).toHaveLength(1);
  expect(globals?.files).toHaveLength(1);
  const written = place.left().map((name) => fs.readFileSync(place.at(`databases/main/${name}`), 'latin1'));
  for (const text of [...written, ...place.log, JSON.stringify(failures), JSON.stringify(dumps)]) {
    expect(text.includes(secret)).toBe(false);
  }
  expect(fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith(`holdfast-pass-${process.pid}-`))).toEqual([]);
});

function readOrEmpty(file: string): string {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

test('a database that is not there, and a server that is not, are told; the others are dumped', async () => {
  const { dumps, failures } = await place.dump(sourceOf(server, { include: ['shop', 'nowhere'] }));
  expect(dumps).toMatchObject([{ database: 'shop' }]);
  expect(failures).toMatchObject([{ database: 'nowhere', error: { code: 'database-not-found' } }]);
  const down = await place.dump(sourceOf(server, { connection: { host: '127.0.0.1', port: 1 } }));
  expect(down.failures).toMatchObject([{ database: null, error: { code: 'database-unreachable' } }]);
});

test('a pattern that PostgreSQL can’t read is a failure that says so', async () => {
  const error = await failureOf(sourceOf(server, { include: ['shop'], excludeTables: ['open(['] }));
  expect(error.message).toContain('invalid regular expression');
});

test.runIf(canMount)('a disk that fills up while it is dumped leaves no half dump', async () => {
  await server.sql('postgres', 'CREATE DATABASE noise');
  await server.sql(
    'noise',
    `CREATE TABLE noise AS SELECT n, md5(n::text) || md5((n * 3)::text) || md5((n * 7)::text) || md5((n * 11)::text) AS body
     FROM generate_series(1, 40000) AS n`,
  );
  const small = path.join(os.tmpdir(), `small-${crypto.randomUUID()}`);
  mountTmpfs(small, 'size=2m');
  const full = openDumpPlace(small);
  try {
    const { dumps, failures } = await full.dump(sourceOf(server, { include: ['noise'] }));
    expect(dumps).toEqual([]);
    expect(failures).toMatchObject([{ database: 'noise', error: { code: 'destination-full' } }]);
    expect(full.left()).toEqual([]);
  } finally {
    unmount(small);
    full.close();
  }
});

test.runIf(canMount)('what has to stay free is looked at while it is dumped', async () => {
  const small = path.join(os.tmpdir(), `small-${crypto.randomUUID()}`);
  mountTmpfs(small, 'size=2m');
  const full = openDumpPlace(small);
  try {
    const { failures } = await full.dump(sourceOf(server, { include: ['slow'] }), { keepFreeBytes: 3 << 20 });
    expect(failures).toMatchObject([{ database: 'slow', error: { code: 'destination-full' } }]);
    expect(full.left()).toEqual([]);
    await eventually(async () => (await ourSessions(server)) === 0);
  } finally {
    unmount(small);
    full.close();
  }
});

test('a server that dies while it is dumped is told as that', async () => {
  const dumping = failureOf(sourceOf(server, { include: ['slow'] }));
  await inTheMiddle(server, 'slow');
  await server.stop('immediate');
  expect((await dumping).code).toBe('database-lost');
  await server.start();
});
