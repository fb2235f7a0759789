import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDumpPlace, sourceOf } from '../../helpers/dump-place.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

const everything = fs.readFileSync(path.join(import.meta.dirname, '../../fixtures/everything.sql'), 'utf8');

let primary: TestPostgres;
let standby: TestPostgres;
beforeAll(async () => {
  primary = await startPostgres();
  await primary.sql('postgres', 'CREATE DATABASE everything');
  await primary.sql('everything', everything);
  standby = await startPostgres({ standbyOf: primary });
});
afterAll(async () => {
  await standby.close();
  await primary.close();
});

test('a standby is dumped and counted like a primary, but for the rows of unlogged tables, which it does not have', async () => {
  const place = openDumpPlace();
  const { dumps, failures } = await place.dump(sourceOf(standby, { include: ['everything'] }));
  expect(failures).toEqual([]);
  const [dump] = dumps;
  if (!dump) throw new Error('no dump');
  const rows = new Map(place.counts(dump).tables.map((table) => [table.name, table.rows]));
  expect([rows.get('session'), rows.get('customer'), rows.get('secret')]).toEqual([null, 300, 100]);
  place.close();
});
