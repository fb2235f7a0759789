import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readCounts } from '../../../electron/engine/databases/read-tables.ts';
import { readManifest } from '../../../electron/engine/repository/read-manifest.ts';
import { type DatabaseDraft, databaseDraftSchema } from '../../../shared/domain/database.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { eventually } from '../../helpers/eventually.ts';
import { postgresProgram, startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;
let home: BackupHome;

beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', `CREATE ROLE clerk LOGIN PASSWORD 'words of a clerk'`);
  for (const name of ['shop', 'Odd "name"/here', 'empty']) {
    await server.sql('postgres', `CREATE DATABASE "${name.replaceAll('"', '""')}"`);
  }
  await server.sql(
    'shop',
    `CREATE TABLE orders (id serial PRIMARY KEY, what text); INSERT INTO orders (what) SELECT 'order ' || n FROM generate_series(1, 500) n;
     CREATE TABLE people (id int PRIMARY KEY); INSERT INTO people SELECT generate_series(1, 7)`,
  );
  // Its rows take a moment to dump.
  await server.sql('postgres', 'CREATE DATABASE slow');
  await server.sql(
    'slow',
    'CREATE TABLE big AS SELECT n, repeat(md5(n::text), 40) AS text FROM generate_series(1, 60000) n',
  );
  await server.sql('Odd "name"/here', 'CREATE TABLE "a table" (n int); INSERT INTO "a table" VALUES (1), (2)');
});
afterAll(() => server.close());
beforeEach(async () => {
  home = await openBackupHome();
  fs.writeFileSync(path.join(home.source, 'letter'), 'first');
});
afterEach(() => home.close());

const source = (changes: Partial<DatabaseDraft> = {}): DatabaseDraft =>
  databaseDraftSchema.parse({
    label: 'main',
    connection: { host: server.tcpHost, port: server.port, user: server.superuser },
    password: server.password,
    exclude: ['postgres', 'slow'],
    testRestore: 'never',
    ...changes,
  });

const newest = (): string => home.snapshots().at(-1) ?? '';
const manifestOf = (snapshot: string) => readManifest(path.join(snapshot, 'manifest.json'));

test('a folder and all databases of a server: dumped, listed, and restored by hand as the runbook says', async () => {
  await home.addPlan({ databases: [source()] });
  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  const manifest = manifestOf(newest());
  expect(manifest?.components.files).toMatchObject({ files: 1 });
  expect(manifest?.components.databases?.map(({ database, tables, rows }) => [database, tables, rows]).sort()).toEqual([
    ['Odd "name"/here', 1, 2],
    ['empty', 0, 0],
    ['shop', 2, 507],
  ]);
  const [dump] = manifest?.components.databases?.filter(({ database }) => database === 'shop') ?? [];
  expect(
    dump &&
      readCounts(newest(), dump)
        ?.tables.map(({ name, rows }) => [name, rows])
        .sort(),
  ).toEqual([
    ['orders', 500],
    ['people', 7],
  ]);
  execFileSync('bash', ['-c', 'zcat SHA256SUMS.gz | sha256sum --check --quiet'], { cwd: newest() });
  const secrets = `${server.password}|words of a clerk`;
  const { stdout } = spawnSync('grep', ['-rlE', secrets, home.repository, home.home], { encoding: 'utf8' });
  expect(stdout).toBe('');
  await expectSound(home.home);

  const steps = commandsOf('shop');
  expect(steps.some((step) => step.startsWith('psql '))).toBe(true);
  const bin = path.dirname(postgresProgram('psql'));
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    PGHOST: server.socket,
    PGPORT: String(server.port),
    PGUSER: server.superuser,
  };
  for (const step of steps) execFileSync('bash', ['-c', step], { cwd: home.repository, env, stdio: 'pipe' });
  expect(await server.sql('shop_restored', 'SELECT count(*)::int AS rows FROM orders')).toEqual([{ rows: 500 }]);
}, 60_000);

/** The blocks of the runbook's article on a database. */
function commandsOf(database: string): string[] {
  const page = fs.readFileSync(path.join(home.repository, 'RECOVERY.html'), 'utf8');
  const article = page.split('<article>').find((part) => part.startsWith(`\n<h3>${database} <small>`)) ?? '';
  return [...(article.split('</article>')[0] ?? '').matchAll(/<pre><code>([^<]*)<\/code><\/pre>/g)].map(
    ([, text = '']) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
}

test('a server that is down: the files are committed, the run is a failure with its next step, no dump is listed', async () => {
  await home.addPlan({ databases: [source({ connection: { ...source().connection, port: 1 } })] });
  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'database-unreachable' }, warningCount: 1 });
  expect(run.snapshotId).not.toBeNull();
  expect(fs.readFileSync(`${home.newestFiles()}${home.source}/letter`, 'utf8')).toBe('first');
  expect(fs.existsSync(path.join(newest(), 'databases'))).toBe(false);
  const status = await home.engine.services.plans.get({ plan: 'Plan 1' });
  expect(status).toMatchObject({ state: 'failed', lastGoodAt: null });
  await expectSound(home.home);
});

test('a wrong password for one server, and another server that is fine', async () => {
  const wrong = source({ label: 'wrong', password: 'not this one', include: ['shop'] });
  await home.addPlan({ databases: [wrong, source({ include: ['shop'] })] });
  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'database-refused' } });
  expect(manifestOf(newest())?.components.databases?.map(({ label }) => label)).toEqual(['main']);
  const said = JSON.stringify(run) + fs.readFileSync(path.join(home.home, 'runs', `${run.id}.log`), 'utf8');
  expect(said).not.toContain('not this one');
});

const script = fileURLToPath(new URL('../../fixtures/back-up.ts', import.meta.url));

test('killed mid-dump: nothing is listed, and the next run clears what is left', async () => {
  await home.addPlan({ databases: [source({ include: ['slow'], exclude: [] })] });
  const child: ChildProcess = spawn(process.execPath, [script, home.home, 'Plan 1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const incomplete = path.join(home.planFolder(), 'incomplete');
  const dumps = () =>
    fs.existsSync(incomplete) ? fs.readdirSync(incomplete, { recursive: true, encoding: 'utf8' }) : [];
  await eventually(() => dumps().some((name) => name.includes('databases/main/')));
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(home.snapshots()).toEqual([]);
  expect(dumps().length).toBeGreaterThan(0);

  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'succeeded' });
  expect(home.snapshots()).toHaveLength(1);
  expect(dumps()).toEqual([]);
  expect(manifestOf(newest())?.components.databases?.map(({ rows }) => rows)).toEqual([60_000]);
  await expectSound(home.home);
}, 120_000);

test('cancelled while it dumps: nothing is listed and nothing is left', async () => {
  await home.addPlan({ databases: [source({ include: ['slow', 'shop'], exclude: [] })] });
  const run = await home.backUp({
    watch: ({ phase }, runId) => {
      if (phase === 'dumping') void home.engine.services.runs.cancel({ run: runId });
    },
  });
  expect(run).toMatchObject({ outcome: 'cancelled' });
  expect(home.snapshots()).toEqual([]);
  const incomplete = path.join(home.planFolder(), 'incomplete');
  const left = fs.existsSync(incomplete) ? fs.readdirSync(incomplete, { recursive: true, encoding: 'utf8' }) : [];
  expect(left.filter((name) => name.includes('databases'))).toEqual([]);
});
