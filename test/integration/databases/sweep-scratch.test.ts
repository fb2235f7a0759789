import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CatalogueClient, openCatalogueClient } from '../../../electron/engine/catalogue/catalogue-client.ts';
import { connectServer } from '../../../electron/engine/databases/connect-server.ts';
import { recordScratch } from '../../../electron/engine/databases/scratch/scratch-records.ts';
import { startScratchServer } from '../../../electron/engine/databases/scratch/start-scratch-server.ts';
import { sweepScratch } from '../../../electron/engine/databases/scratch/sweep-scratch.ts';
import { findPostgres } from '../../../electron/engine/tools/postgres/find-postgres.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import {
  createProofHome,
  type ProofHome,
  scratchFolders,
  scratchProcesses,
  scratchRecords,
} from '../../helpers/proof-home.ts';
import { createSilentLogger } from '../../helpers/silent-logger.ts';

let server: TestPostgres;
let home: ProofHome;
let catalogue: CatalogueClient;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());
beforeEach(() => {
  home = createProofHome(server);
  catalogue = openCatalogueClient(home.real.home);
});
afterEach(async () => {
  await catalogue.close();
  home.close();
});

const sweep = () => sweepScratch({ home: home.real.home, catalogue, logger: createSilentLogger() });

it('ends a scratch server that its process has left running, and removes all of it', async () => {
  const postgres = await findPostgres('postgres', { major: server.major });
  if (!postgres) throw new Error('PostgreSQL’s server programs are not installed');
  const context = {
    home: home.real.home,
    runId: crypto.randomUUID(),
    signal: new AbortController().signal,
    log: () => {},
  };
  const scratch = await startScratchServer({ context, postgres, neededBytes: 1, database: 'shop' });
  const client = await connectServer({ connection: scratch.connection, password: null, signal: context.signal });
  const { rows } = await client.query('SELECT setting, enumvals FROM pg_settings WHERE name = $1', [
    'default_toast_compression',
  ]);
  await client.end();
  expect(rows).toEqual([{ setting: rows[0]?.enumvals.includes('lz4') ? 'lz4' : 'pglz', enumvals: expect.any(Array) }]);
  expect([scratchFolders().length, scratchProcesses().length > 0]).toEqual([1, true]);
  await sweep();
  expect([scratchFolders(), scratchProcesses(), scratchRecords(home.real.home)]).toEqual([[], [], []]);
});

it('drops a temporary database on a server; one that can’t be reached is tried again', async () => {
  const database = 'holdfast_verify_20260131120501123';
  await server.sql('postgres', `CREATE DATABASE ${database}`);
  const place = { kind: 'database', planId: home.planId, sourceId: home.source.id, database } as const;
  recordScratch(home.real.home, crypto.randomUUID(), place);
  await server.stop();
  await sweep();
  expect(scratchRecords(home.real.home)).toHaveLength(1);
  await server.start();
  await sweep();
  expect(scratchRecords(home.real.home)).toEqual([]);
  expect(await server.sql('postgres', `SELECT 1 FROM pg_database WHERE datname = '${database}'`)).toEqual([]);
});

it('touches nothing that is not a test restore’s own', async () => {
  await server.sql('postgres', 'CREATE DATABASE customers');
  const of = { planId: home.planId, sourceId: home.source.id };
  recordScratch(home.real.home, crypto.randomUUID(), { kind: 'database', ...of, database: 'customers' });
  // As if somebody had put a link in the place of the folder.
  const [link, foreign] = [home.real.at('link'), home.real.at('foreign')];
  fs.mkdirSync(foreign);
  fs.symlinkSync(foreign, link);
  recordScratch(home.real.home, crypto.randomUUID(), { kind: 'server', folder: link, uid: process.getuid?.() ?? 0 });
  await sweep();
  expect(await server.sql('postgres', "SELECT 1 FROM pg_database WHERE datname = 'customers'")).toHaveLength(1);
  expect([fs.existsSync(foreign), scratchRecords(home.real.home)]).toEqual([true, []]);
  await server.sql('postgres', 'DROP DATABASE customers');
});
