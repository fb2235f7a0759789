import crypto from 'node:crypto';
import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createProgressMeter } from '../../../electron/engine/runs/progress-meter.ts';
import type { Progress } from '../../../shared/domain/run.ts';
import { type DumpPlace, openDumpPlace, sourceOf } from '../../helpers/dump-place.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

const names = ['shop', 'Shop', 'it\'s "odd" = %/x', 'postgresql://x', '.hidden', 'grün 🦑'];

let server: TestPostgres;
let place: DumpPlace;
beforeAll(async () => {
  server = await startPostgres();
  for (const name of names) {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    await server.sql('postgres', `CREATE DATABASE ${quoted}`);
    await server.sql(name, 'CREATE TABLE t (id int); INSERT INTO t VALUES (1)');
  }
  await server.sql('postgres', `CREATE ROLE teller LOGIN PASSWORD 'counts money'`);
});
afterAll(() => server.close());
beforeEach(() => {
  place = openDumpPlace();
});
afterEach(() => place.close());

test('all databases of a server are dumped, whatever they are called, new ones too; templates are not', async () => {
  const { dumps, failures } = await place.dump(sourceOf(server));
  expect(failures).toEqual([]);
  expect(dumps.map(({ database }) => database).sort()).toEqual([...names, 'postgres'].sort());
  for (const { database, files } of dumps) {
    expect(files).toHaveLength(2);
    for (const { path, sha256 } of files) {
      const content = fs.readFileSync(place.at(path));
      expect(crypto.hash('sha256', content)).toBe(sha256);
      expect(decodeURIComponent(path).startsWith(`databases/main/${database}.`)).toBe(true);
    }
  }
  expect(place.left()).toHaveLength(2 * dumps.length);
});

test('an empty database has an empty dump, which counts; one that lost its tables does not, unless that is meant', async () => {
  const source = sourceOf(server, { include: ['postgres'] });
  expect(await place.dump(source)).toMatchObject({
    dumps: [{ database: 'postgres', tables: 0, rows: 0 }],
    failures: [],
  });
  const find = () => [{ dump: { tables: 3 } }];
  const before = Object.assign(Object.create(place.context.catalogue.dumps), { find });
  const context = { ...place.context, catalogue: { ...place.context.catalogue, dumps: before } };
  const { failures } = await place.dump(source, { context });
  expect(failures).toMatchObject([
    { database: 'postgres', error: { code: 'database-emptied', details: { tables: 3 } } },
  ]);
  expect(await place.dump(source, { context, acceptEmpty: true })).toMatchObject({ failures: [] });
});

test('roles and tablespaces come along without password hashes, or with them if that is asked for', async () => {
  const source = sourceOf(server, { include: ['shop'], globals: 'without-passwords' });
  const { globals } = await place.dump(source);
  expect(globals).toMatchObject({ label: 'main', path: 'databases/main/globals.sql' });
  const read = () => fs.readFileSync(place.at('databases/main/globals.sql'), 'utf8');
  expect(read()).toContain('CREATE ROLE teller');
  expect(read()).not.toMatch(/PASSWORD|SCRAM/);
  await place.dump({ ...source, globals: 'with-passwords' });
  expect(read()).toMatch(/ROLE teller .*PASSWORD 'SCRAM-SHA-256/);
  expect(fs.statSync(place.at('databases/main/globals.sql')).mode & 0o777).toBe(0o600);
});

test('who may not read password hashes gets all databases, and is told why not the roles', async () => {
  const source = sourceOf(server, { include: ['shop'], globals: 'with-passwords', connection: { user: 'teller' } });
  await server.sql('shop', 'GRANT SELECT ON t TO teller');
  const { dumps, globals, failures } = await place.dump(source);
  expect(dumps).toHaveLength(1);
  expect(globals).toBeNull();
  expect(failures).toMatchObject([{ database: null, error: { code: 'database-rights' } }]);
});

test('progress tells tables and bytes', async () => {
  const seen: Progress[] = [];
  const context = { ...place.context, progress: createProgressMeter((progress) => seen.push(progress)) };
  await place.dump(sourceOf(server, { include: ['shop'] }), { context });
  expect(seen.at(-1)?.phase).toBe('dumping');
  expect(context.progress.current).toMatchObject({ filesTotal: 1, filesDone: 1, path: 'shop: public.t' });
  expect(context.progress.current.bytesDone).toBeGreaterThan(0);
});
