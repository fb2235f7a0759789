import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DumpPlace, openDumpPlace, sourceOf } from '../../helpers/dump-place.ts';
import { eventually } from '../../helpers/eventually.ts';
import { postgresProgram, startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;
let place: DumpPlace;
beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE bank');
  await server.run('pgbench', '--initialize', '--scale=2', '--quiet', 'bank');
  // Each transaction writes into both: a state has as many of one as of the other.
  await server.sql(
    'bank',
    'CREATE TABLE one (id bigserial PRIMARY KEY, at timestamptz DEFAULT now()); CREATE TABLE other (LIKE one)',
  );
  place = openDumpPlace();
});
afterAll(async () => {
  place.close();
  await server.close();
});

/** Writes until the function it gives is called. */
function write(): () => Promise<void> {
  const script = place.at('both.sql');
  fs.writeFileSync(script, 'BEGIN;\nINSERT INTO one DEFAULT VALUES;\nINSERT INTO other VALUES (1);\nEND;\n');
  const at = ['-h', server.socket, '-p', String(server.port), '-U', 'postgres'];
  const load = ['-n', '-c', '3', '-T', '600', '-b', 'tpcb-like@1', '-f', `${script}@1`];
  const child = spawn(postgresProgram('pgbench'), [...at, ...load, 'bank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(child, 'exit');
  return async () => {
    if (child.exitCode !== null) throw new Error(`pgbench ended by itself: ${said}`);
    child.kill('SIGINT');
    await ended;
  };
}

test('counts recorded are exactly those of the dump while others write throughout', async () => {
  const stop = write();
  try {
    for (const round of [1, 2, 3]) {
      const { dumps, failures } = await place.dump(sourceOf(server, { include: ['bank'] }));
      expect(failures).toEqual([]);
      const [dump] = dumps;
      if (!dump) throw new Error('no dump');
      const counts = place.counts(dump);
      const database = `bank_${round}`;
      await server.sql('postgres', `CREATE DATABASE ${database}`);
      await server.run('pg_restore', '--exit-on-error', '-d', database, place.at(dump.path));
      const rows = new Map(counts.tables.map((table) => [table.name, table.rows]));
      expect(rows.get('one')).toBe(rows.get('other'));
      for (const [name, recorded] of rows) {
        expect([name, await server.sql(database, `SELECT count(*)::int AS count FROM ${name}`)]).toEqual([
          name,
          [{ count: recorded }],
        ]);
      }
      // A sequence gives out numbers outside of transactions: the dump is never behind what was recorded.
      const recorded = Number(counts.sequences.find(({ name }) => name === 'one_id_seq')?.value ?? 0);
      const [{ last } = { last: 0 }] = await server.sql(database, 'SELECT last_value::int AS last FROM one_id_seq');
      expect(Number(last)).toBeGreaterThanOrEqual(recorded);
    }
  } finally {
    await stop();
  }
  const [{ grown } = { grown: 0 }] = await server.sql('bank', 'SELECT count(*)::int AS grown FROM one');
  expect(Number(grown)).toBeGreaterThan(0);
});

test('tables made and dropped all the while are no reason to fail', async () => {
  let stopped = false;
  const churn = (async () => {
    for (let n = 0; !stopped; n += 1) {
      await server.sql('bank', `CREATE TABLE fleeting_${n} AS SELECT 1 AS n`);
      await server.sql('bank', `DROP TABLE fleeting_${n}`);
    }
  })();
  const { dumps, failures } = await place.dump(sourceOf(server, { include: ['bank'], excludeTables: ['fleeting*'] }));
  stopped = true;
  await churn;
  expect(failures).toEqual([]);
  expect(dumps).toHaveLength(1);
});

test('a session that wants a table for itself goes first: the dump lets go and begins anew', async () => {
  const held = `SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.relation = 'other'::regclass AND l.granted AND a.application_name LIKE 'holdfast%'`;
  const dumping = place.dump(sourceOf(server, { include: ['bank'], label: 'emptied' }));
  await eventually(async () => (await server.sql('bank', held)).length > 0);
  const emptied = server.sql('bank', 'TRUNCATE other');
  const { dumps, failures } = await dumping;
  await emptied;
  expect(failures).toEqual([]);
  expect(dumps).toHaveLength(1);
});
