import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionSchema } from '#shared/domain/database.ts';
import { withPassFile } from '../../../electron/engine/tools/postgres/with-pass-file.ts';
import { runProgram } from '../../../electron/engine/tools/run-program.ts';
import { eventually } from '../../helpers/eventually.ts';
import { postgresProgram, startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { withEngine } from '../../helpers/with-engine.ts';

const secret = 'colon:back\\slash and é';
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres({ superuserPassword: secret });
});
afterAll(() => server.close());

const connection = () => connectionSchema.parse({ host: '127.0.0.1', port: server.port, user: 'postgres' });
const left = () => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('holdfast-pass-'));

test('a program of PostgreSQL’s gets in, and nothing of the password is left', async () => {
  const lines: string[] = [];
  const question = {
    connection: connection(),
    password: secret,
    database: 'template1',
    applicationName: 'holdfast dump',
  };
  await withPassFile(question, async (env) => {
    const file = env.PGPASSFILE ?? '';
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    const args = ['--no-password', '-Atc', "SELECT current_database(), current_setting('application_name')"];
    const onLine = (line: Buffer) => void lines.push(line.toString());
    expect(await runProgram({ program: postgresProgram('psql'), args, env, onLine })).toMatchObject({ exitCode: 0 });
  });
  expect(lines).toEqual(['template1|holdfast dump']);
  expect(left()).toEqual([]);
});

test('it is removed too when what was done failed', async () => {
  const failing = withPassFile({ connection: connection(), password: secret }, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(left()).toEqual([]);
});

test('neither arguments nor environment of the program tell the password', async () => {
  const abort = new AbortController();
  await withPassFile({ connection: connection(), password: secret }, async (env) => {
    const args = ['--no-password', '-c', 'SELECT pg_sleep(600)'];
    const ended = runProgram({ program: postgresProgram('psql'), args, env, signal: abort.signal });
    await eventually(async () => {
      const found = await server.sql('postgres', "SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'");
      return found.length > 0;
    });
    expect(seenOf('psql').length).toBeGreaterThan(0);
    expect(seenOf('psql').join('\n')).not.toContain('colon');
    abort.abort();
    await ended;
  });
});

/** Arguments and environment of all programs whose arguments hold a word. */
function seenOf(word: string): string[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const said = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return said.includes(word) ? [said + fs.readFileSync(`/proc/${pid}/environ`, 'utf8')] : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

test('what a killed process left is removed by the next engine, and not what a living one needs', async () => {
  const [dead, alive] = [`holdfast-pass-${2 ** 22 + 1}-abc`, `holdfast-pass-${process.pid}-abc`];
  for (const name of [dead, alive]) fs.mkdirSync(path.join(os.tmpdir(), name));
  await withEngine(fs.mkdtempSync(path.join(os.tmpdir(), 'home-')), 'command', Date.now, () => {});
  expect(left()).toEqual([alive]);
  fs.rmdirSync(path.join(os.tmpdir(), alive));
});
