import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import type { RunPhase } from '../../../shared/domain/run.ts';
import { eventually } from '../../helpers/eventually.ts';
import { killInPhase } from '../../helpers/kill-in-phase.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import {
  createProofHome,
  type ProofHome,
  scratchFolders,
  scratchProcesses,
  scratchRecords,
} from '../../helpers/proof-home.ts';
import { quietPorts } from '../../helpers/quiet-ports.ts';
import { withEngine } from '../../helpers/with-engine.ts';

let server: TestPostgres;
let home: ProofHome;

const script = fileURLToPath(new URL('../../fixtures/test-restore.ts', import.meta.url));

beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql(
    'shop',
    'CREATE TABLE many AS SELECT n AS id, md5(n::text) AS text FROM generate_series(1, 300000) n',
  );
  await server.sql('shop', 'ALTER TABLE many ADD PRIMARY KEY (id); CREATE INDEX ON many (text)');
  home = createProofHome(server, { include: ['shop'] });
  await home.dump();
});
afterAll(async () => {
  home.close();
  await server.close();
});

/** A test restore in a process of its own, which is killed at a moment. Gives the run's id. */
const killAt = (phase: RunPhase, later: number): Promise<string> =>
  killInPhase([script, home.real.home], { phase, later });

const startAgain = (act: (engine: Engine) => Promise<void>): Promise<void> =>
  withEngine(home.real.home, 'command', Date.now, act);

it.each([
  ['test-restoring', 0],
  ['test-restoring', 300],
  ['proving', 0],
] as const)('killed in %s, %i ms later, it leaves nothing after the next start', async (phase, later) => {
  const runId = await killAt(phase, later);
  expect(scratchFolders()).toHaveLength(1);
  // Its server goes by itself, at once; what it has written stays until then.
  await eventually(() => scratchProcesses().length === 0);
  await startAgain(async ({ services }) => {
    expect(await services.runs.get({ run: runId })).toMatchObject({ outcome: 'interrupted' });
    await eventually(() => scratchFolders().length === 0);
    await eventually(() => scratchRecords(home.real.home).length === 0);
  });
});

it('a host tests by itself what is due, once', async () => {
  const engine = await createEngine({ home: home.real.home, owner: 'host', ports: quietPorts() });
  try {
    const tests = () => engine.services.runs.list({ kind: 'test-restore', limit: 100 });
    const before = (await tests()).items.length;
    // The tries that were killed count: another is due a day later.
    home.real.db.prepare("UPDATE run SET started_at = '2026-01-01T00:00:00.000Z' WHERE kind = 'test-restore'").run();
    await eventually(async () => (await tests()).items[0]?.outcome === 'succeeded');
    const { items } = await tests();
    expect(items.length).toBe(before + 1);
    expect(items[0]).toMatchObject({ planId: home.planId, subject: 'shop', result: { databases: [{ ok: true }] } });
    const { items: dumps } = await engine.services.databases.dumps({ newest: false, limit: 10 });
    expect(dumps).toMatchObject([{ database: 'shop', proof: { ok: true } }]);
  } finally {
    await engine.close();
  }
});
