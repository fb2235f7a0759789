import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Connection, connectionSchema } from '#shared/domain/database.ts';
import { connectServer } from '../../../electron/engine/databases/connect-server.ts';
import { judgeFailure } from '../../../electron/engine/tools/postgres/judge-failure.ts';
import { eventually } from '../../helpers/eventually.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;
let folder: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'connect-'));
  server = await startPostgres({
    hba: ['local all postgres trust', 'local all all peer', 'host all all 127.0.0.1/32 scram-sha-256'],
  });
  const me = os.userInfo().username;
  if (me !== server.superuser) await server.sql('postgres', `CREATE ROLE ${me} LOGIN`);
  await server.sql('postgres', "CREATE ROLE ada LOGIN PASSWORD 'it''s:a \\secret'");
});

afterAll(() => server.close());
afterEach(() => vi.unstubAllEnvs());

const connection = (said: Partial<Connection>) => connectionSchema.parse(said);
const tcp = (said: Partial<Connection> = {}) =>
  connection({ host: '127.0.0.1', port: server.port, user: 'ada', ...said });
const socket = (said: Partial<Connection> = {}) => connection({ host: server.socket, port: server.port, ...said });
const secret = "it's:a \\secret";

async function ask(said: Connection, password: string | null, query = 'SELECT current_user AS me') {
  const client = await connectServer({ connection: said, password });
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

test('through TCP with the right password, and not with a wrong one or none', async () => {
  expect(await ask(tcp(), secret)).toEqual([{ me: 'ada' }]);
  await expect(ask(tcp(), 'wrong')).rejects.toMatchObject({
    code: 'database-refused',
    details: { server: `127.0.0.1:${server.port}`, user: 'ada' },
  });
  await expect(ask(tcp(), null)).rejects.toMatchObject({ code: 'password-needed' });
});

test('through the socket as whoever runs this, and not as another', async () => {
  expect(await ask(socket(), null)).toEqual([{ me: os.userInfo().username }]);
  await expect(ask(socket({ user: 'ada' }), null)).rejects.toMatchObject({
    code: 'database-refused',
    message: expect.stringContaining('asks for a system user of that name'),
  });
});

test('a password file is used if only its owner may read it', async () => {
  const file = path.join(folder, 'pgpass');
  fs.writeFileSync(file, `127.0.0.1:*:*:ada:it's\\:a \\\\secret\n`, { mode: 0o600 });
  vi.stubEnv('PGPASSFILE', file);
  expect(await ask(tcp(), null)).toEqual([{ me: 'ada' }]);
  await expect(ask(tcp(), 'wrong')).rejects.toMatchObject({ code: 'database-refused' });
  fs.chmodSync(file, 0o644);
  await expect(ask(tcp(), null)).rejects.toMatchObject({
    code: 'password-needed',
    message: expect.stringContaining(`chmod 600 ${file}`),
  });
});

test('a service says what the connection does not', async () => {
  const file = path.join(folder, 'services');
  fs.writeFileSync(
    file,
    `[main]\nhost=127.0.0.1\nport=${server.port}\nuser=ada\ndbname=template1\npassword=${secret}\n`,
  );
  vi.stubEnv('PGSERVICEFILE', file);
  const query = 'SELECT current_user AS me, current_database() AS database';
  expect(await ask(connection({ service: 'main' }), null, query)).toEqual([{ me: 'ada', database: 'template1' }]);
  await expect(ask(connection({ service: 'other' }), null)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('no service “other”'),
  });
});

test('what this process was started with does not lead elsewhere', async () => {
  vi.stubEnv('PGHOST', 'nowhere.invalid');
  vi.stubEnv('PGUSER', 'eve');
  vi.stubEnv('PGPASSWORD', 'wrong');
  vi.stubEnv('PGSSLMODE', 'require');
  expect(await ask(tcp(), secret)).toEqual([{ me: 'ada' }]);
  await expect(ask(tcp(), null)).rejects.toMatchObject({ code: 'password-needed' });
});

test('a database, a machine or a server that is not there', async () => {
  await expect(ask(tcp({ database: 'nothing' }), secret)).rejects.toMatchObject({
    code: 'database-not-found',
    details: { database: 'nothing' },
  });
  await expect(ask(tcp({ port: 1 }), secret)).rejects.toMatchObject({
    code: 'database-unreachable',
    message: expect.stringContaining('nobody answers there'),
  });
  await expect(ask(tcp({ host: 'nowhere.invalid' }), secret)).rejects.toMatchObject({ code: 'database-unreachable' });
  await expect(ask(socket({ host: folder }), null)).rejects.toMatchObject({ code: 'database-unreachable' });
});

test('a session has the settings that Holdfast counts on, whatever the role says', async () => {
  await server.sql('postgres', "ALTER ROLE ada SET statement_timeout = '1s'; ALTER ROLE ada SET search_path = evil");
  const question = {
    connection: tcp(),
    password: secret,
    applicationName: 'holdfast dump 12345678',
    timeouts: { lockMs: 1500 },
  };
  const client = await connectServer(question);
  const show = async (name: string) => (await client.query(`SHOW ${name}`)).rows[0]?.[name];
  expect(await show('statement_timeout')).toBe('0');
  expect(await show('lock_timeout')).toBe('1500ms');
  expect(await show('search_path')).toBe('');
  expect(await show('application_name')).toBe('holdfast dump 12345678');
  await client.end();
});

test('a signal ends the query on the server too', async () => {
  const abort = new AbortController();
  const client = await connectServer({ connection: tcp(), password: secret, signal: abort.signal });
  const asleep = client.query('SELECT pg_sleep(600)');
  const sleeping = async () =>
    (
      await server.sql(
        'postgres',
        "SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)' AND state = 'active'",
      )
    ).length;
  await eventually(async () => (await sleeping()) === 1);
  abort.abort();
  await expect(asleep).rejects.toThrow();
  await eventually(async () => (await sleeping()) === 0);
  await expect(connectServer({ connection: tcp(), password: secret, signal: abort.signal })).rejects.toThrow();
});

test('a server that ends meanwhile is told as a lost connection', async () => {
  const client = await connectServer({ connection: tcp(), password: secret });
  const asleep = client.query('SELECT pg_sleep(600)').catch((error: unknown) => error);
  await server.stop('fast');
  const where = { server: 'here', user: 'ada', database: 'postgres' };
  expect(judgeFailure(await asleep, where)).toMatchObject({ code: 'database-lost' });
  const next = await client.query('SELECT 1').catch((error: unknown) => error);
  expect(judgeFailure(next, where)).toMatchObject({ code: 'database-lost' });
  await expect(ask(tcp(), secret)).rejects.toMatchObject({ code: 'database-unreachable' });
  await server.start();
});
