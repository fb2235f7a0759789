import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serverMajor } from '../../helpers/postgres.ts';

let folder: string;

beforeEach(() => {
  // What was found is remembered for a minute.
  vi.resetModules();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'find-postgres-'));
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
});
afterEach(() => vi.unstubAllEnvs());

const load = () => import('../../../electron/engine/tools/postgres/find-postgres.ts');

function program(name: string, says: string, below = '.'): string {
  const file = path.join(folder, below, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `#!/bin/sh\n${says}\n`, { mode: 0o755 });
  return fs.realpathSync(file);
}

test('the oldest that is at least as new as the server (lesson 22: version mismatch)', async () => {
  const newer = program('pg_dump', 'echo "pg_dump (PostgreSQL) 99.1"');
  const { findPostgres } = await load();
  expect(await findPostgres('pg_dump', { major: 98 })).toEqual({ path: newer, version: '99.1', major: 99 });
  expect(await findPostgres('pg_dump', { major: serverMajor })).toMatchObject({ major: serverMajor });
  expect(await findPostgres('pg_dump', { major: 100 })).toBeNull();
});

test('what is too old is told with the command that installs what fits', async () => {
  const { requireClient } = await load();
  await expect(requireClient('pg_dump', { serverMajor: 98 })).rejects.toMatchObject({
    code: 'client-too-old',
    details: { program: 'pg_dump', major: 98, install: expect.stringContaining('98') },
  });
});

test('Debian’s wrapper, what does not run and what is something else do not count', async () => {
  fs.symlinkSync(program('pg_wrapper', 'echo "pg_dump (PostgreSQL) 99.1"', 'share'), path.join(folder, 'pg_dump'));
  program('psql', 'exit 1');
  program('initdb', 'echo "initdb of another kind 99.1"');
  const { listPostgres } = await load();
  for (const name of ['pg_dump', 'psql', 'initdb'] as const) {
    const found = await listPostgres(name);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ path: file }) => file.startsWith(folder))).toEqual([]);
  }
});
