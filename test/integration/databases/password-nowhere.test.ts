import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseDraftSchema } from '#shared/domain/database.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

const secret = 'Unseen-5f1c:by\\all';
let server: TestPostgres;
let home: BackupHome;

beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('postgres', `CREATE ROLE keeper LOGIN SUPERUSER PASSWORD '${secret}'`);
  await server.sql('shop', 'CREATE TABLE item AS SELECT n, md5(n::text) AS name FROM generate_series(1, 200000) AS n');
  home = await openBackupHome();
  fs.writeFileSync(path.join(home.source, 'letter.txt'), 'dear');
});

afterAll(() => Promise.all([home.close(), server.close()]));

/** Looks at the arguments and the environment of every process, again and again until the work is done. */
async function watchProcesses(
  work: Promise<unknown>,
): Promise<{ readonly seen: Set<string>; readonly told: string[] }> {
  const [seen, told] = [new Set<string>(), [] as string[]];
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  while (!done) {
    for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const [said, environment] = ['cmdline', 'environ'].map((name) =>
          fs.readFileSync(`/proc/${pid}/${name}`, 'utf8'),
        );
        seen.add(said?.match(/pg_\w+|psql/)?.[0] ?? '');
        if (`${said}${environment}`.includes(secret.slice(0, 11))) told.push(`${said}`);
      } catch {
        // It has ended meanwhile.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await ended;
  return { seen, told };
}

function filesBelow(folder: string): string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function tellsSecret(file: string): boolean {
  const content = fs.readFileSync(file);
  const text = content.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? zlib.gunzipSync(content) : content;
  return text.includes(secret.slice(0, 11));
}

test('neither while a plan is made, tested and backed up, nor afterwards, is the password anywhere to be read', async () => {
  const connection = { host: '127.0.0.1', port: server.port, user: 'keeper' };
  const source = databaseDraftSchema.parse({ label: 'main', connection, globals: 'with-passwords', password: secret });
  const before = new Set(fs.readdirSync(os.tmpdir()));
  const { seen, told } = await watchProcesses(
    (async () => {
      const { services } = home.engine;
      await services.databases.test({ source });
      const { name } = await home.addPlan({ databases: [source] });
      expect((await home.backUp()).outcome).toBe('succeeded');
      const wrong = { ...source, password: `${secret}!` };
      const [{ id } = { id: '' }] = (await services.plans.get({ plan: name })).plan.databases;
      await services.plans.edit({ plan: name, changes: { databases: [{ ...wrong, id }] } });
      const failed = await home.backUp();
      expect(failed).toMatchObject({ outcome: 'failed', error: { code: 'database-refused' } });
      expect(JSON.stringify(failed)).not.toContain(secret);
      await services.plans.edit({ plan: name, changes: { databases: [{ ...wrong, id, password: null }] } });
      const needed = await home.backUp();
      expect(needed).toMatchObject({ outcome: 'failed', error: { code: 'password-needed' } });
      expect(needed.error?.message).toContain('--change-database main --ask-password');
    })(),
  );
  expect(told).toEqual([]);
  expect([...seen]).toEqual(expect.arrayContaining(['pg_dump']));
  for (const folder of [home.home, home.repository]) expect(filesBelow(folder).filter(tellsSecret)).toEqual([]);
  const left = fs.readdirSync(os.tmpdir()).filter((name) => !before.has(name) && name.startsWith('holdfast-pass-'));
  expect(left).toEqual([]);
  // The search itself is able to find it.
  fs.writeFileSync(path.join(home.home, 'told'), secret);
  expect(filesBelow(home.home).filter(tellsSecret)).toEqual([path.join(home.home, 'told')]);
  const { stdout } = await promisify(execFile)('grep', ['-c', 'main', path.join(home.planFolder(), 'plan.json')]);
  expect(Number(stdout)).toBeGreaterThan(0);
});
