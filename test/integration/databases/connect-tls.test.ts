import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connectionSchema } from '#shared/domain/database.ts';
import { connectServer } from '../../../electron/engine/databases/connect-server.ts';
import { withPassFile } from '../../../electron/engine/tools/postgres/with-pass-file.ts';
import { runProgram } from '../../../electron/engine/tools/run-program.ts';
import { type Authority, createAuthority } from '../../helpers/certificates.ts';
import { postgresProgram, startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;
let plain: TestPostgres;
let authority: Authority;
let other: Authority;

beforeAll(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tls-'));
  authority = createAuthority(folder, 'ours');
  other = createAuthority(folder, 'others');
  server = await startPostgres({ hba: ['local all all trust', 'hostssl all all 127.0.0.1/32 scram-sha-256'] });
  plain = await startPostgres();
  const data = path.join(server.folder, 'data');
  const { uid, gid } = fs.statSync(data);
  const { file, keyFile } = authority.sign('localhost');
  for (const [from, name] of [
    [file, 'server.crt'],
    [keyFile, 'server.key'],
  ] as const) {
    const to = path.join(data, name);
    fs.copyFileSync(from, to);
    fs.chmodSync(to, 0o600);
    if (process.getuid?.() === 0) fs.chownSync(to, uid, gid);
  }
  await server.stop();
  fs.appendFileSync(path.join(data, 'postgresql.conf'), 'ssl = on\n');
  await server.start();
});

afterAll(() => Promise.all([server.close(), plain.close()]));

const connection = (said: Partial<Connection>, on = server) =>
  connectionSchema.parse({ host: 'localhost', port: on.port, user: 'postgres', ...said });

async function isEncrypted(said: Connection, password = server.password): Promise<boolean> {
  const client = await connectServer({ connection: said, password });
  try {
    return (await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).rows[0]?.ssl;
  } finally {
    await client.end();
  }
}

/** As pg_dump would see it. */
async function psql(said: Connection): Promise<number | null> {
  const args = ['--no-password', '-Atc', 'SELECT 1'];
  return withPassFile({ connection: said, password: server.password }, async (env) => {
    return (await runProgram({ program: postgresProgram('psql'), args, env })).exitCode;
  });
}

test.each(['prefer', 'require'] as const)('%s is encrypted and checks nothing', async (tls) => {
  expect(await isEncrypted(connection({ tls }))).toBe(true);
  expect(await isEncrypted(connection({ tls, host: '127.0.0.1' }))).toBe(true);
});

test('with an authority, the name is checked by verify-full alone; PostgreSQL’s programs agree', async () => {
  const caFile = authority.file;
  const passing = [
    connection({ tls: 'verify-full', caFile }),
    connection({ tls: 'verify-ca', caFile, host: '127.0.0.1' }),
    connection({ tls: 'require', caFile, host: '127.0.0.1' }),
  ];
  for (const said of passing) {
    expect(await isEncrypted(said)).toBe(true);
    expect(await psql(said)).toBe(0);
  }
  const wrongName = connection({ tls: 'verify-full', caFile, host: '127.0.0.1' });
  await expect(isEncrypted(wrongName)).rejects.toMatchObject({ code: 'database-tls' });
  expect(await psql(wrongName)).toBe(2);
});

test.each(['require', 'verify-ca', 'verify-full'] as const)(
  '%s refuses another authority’s certificate',
  async (tls) => {
    const said = connection({ tls, caFile: other.file });
    await expect(isEncrypted(said)).rejects.toMatchObject({
      code: 'database-tls',
      message: expect.stringContaining('Give the authority’s certificate'),
    });
    expect(await psql(said)).toBe(2);
  },
);

test('where the server wants encryption, none is refused; where it has none, only prefer goes on', async () => {
  await expect(isEncrypted(connection({ tls: 'disable' }))).rejects.toMatchObject({ code: 'database-refused' });
  expect(await isEncrypted(connection({ tls: 'prefer', host: '127.0.0.1' }, plain), plain.password)).toBe(false);
  await expect(isEncrypted(connection({ tls: 'require', host: '127.0.0.1' }, plain))).rejects.toMatchObject({
    code: 'database-tls',
    message: expect.stringContaining('Switch TLS on'),
  });
});

test('a file that holds no certificate is named', async () => {
  await expect(isEncrypted(connection({ tls: 'verify-ca', caFile: '/nowhere.pem' }))).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('/nowhere.pem'),
  });
});
