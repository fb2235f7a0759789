import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readManifest } from '../../../electron/engine/repository/read-manifest.ts';
import { type DatabaseDraft, databaseDraftSchema } from '../../../shared/domain/database.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { inTheMiddle, makeSlowDatabase } from '../../helpers/slow-table.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';

let server: TestPostgres;
let home: BackupHome;

beforeAll(async () => {
  server = await startPostgres();
  await makeSlowDatabase(server, 'slow');
  await server.sql('postgres', 'CREATE ROLE clerk LOGIN');
  for (const name of ['shop', 'noise']) await server.sql('postgres', `CREATE DATABASE ${name}`);
  await server.sql(
    'shop',
    `CREATE TABLE orders AS SELECT generate_series(1, 20) AS n; CREATE TABLE wages (n int);
     GRANT SELECT ON orders TO clerk`,
  );
  await server.sql(
    'noise',
    `CREATE TABLE noise AS SELECT n, md5(n::text) || md5((n * 3)::text) || md5((n * 7)::text) || md5((n * 11)::text) AS body
     FROM generate_series(1, 80000) AS n`,
  );
}, 60_000);
afterAll(() => server.close());
afterEach(() => home.close());

const source = (include: readonly string[], user: string = server.superuser): DatabaseDraft =>
  databaseDraftSchema.parse({
    ...{ label: 'main', include, globals: 'none', testRestore: 'never' },
    connection: { host: server.socket, port: server.port, user },
  });

/** What the newest snapshot has of databases, in its manifest and on the disk. */
function dumpsThere(): { readonly told: readonly string[]; readonly files: readonly string[] } {
  const newest = home.snapshots().at(-1) ?? '';
  const told = readManifest(path.join(newest, 'manifest.json'))?.components.databases ?? [];
  const folder = path.join(newest, 'databases/main');
  return {
    told: told.map(({ database }) => database),
    files: fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [],
  };
}

/** Files are there, nothing half is, and the run is the failure that it was. */
async function expectRestCommitted(run: RunDetail, code: string): Promise<void> {
  expect(run).toMatchObject({ outcome: 'failed', error: { code } });
  expect(fs.readFileSync(`${home.newestFiles()}${home.source}/letter`, 'utf8')).toBe('first');
  expect(run.snapshotId).not.toBeNull();
  await expectSound(home.home);
}

async function open(include: readonly string[], { repository, user }: { repository?: string; user?: string } = {}) {
  home = await openBackupHome({ ...(repository && { repository }) });
  fs.writeFileSync(path.join(home.source, 'letter'), 'first');
  await home.addPlan({ databases: [source(include, user)] });
}

test('a table that the role may not read: named, and the other databases are dumped', async () => {
  await open(['shop', 'postgres'], { user: 'clerk' });
  const run = await home.backUp();
  await expectRestCommitted(run, 'database-rights');
  expect(run.error?.message).toContain('wages');
  expect(dumpsThere()).toEqual({ told: ['postgres'], files: ['postgres.counts.json', 'postgres.dump'] });
});

test.runIf(canMount)('a disk that fills up mid-dump', async () => {
  const drive = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'small-')), 'drive');
  mountTmpfs(drive, 'size=4m');
  try {
    await open(['noise', 'shop'], { repository: path.join(drive, 'repository') });
    await home.engine.services.settings.set({ keepFreeBytes: 1 << 20 });
    await expectRestCommitted(await home.backUp(), 'destination-full');
    expect(dumpsThere()).toEqual({ told: ['shop'], files: ['shop.counts.json', 'shop.dump'] });
  } finally {
    await home.engine.close();
    unmount(drive);
    fs.rmSync(path.dirname(drive), { recursive: true });
  }
});

test('a server that dies mid-dump: what was dumped before stays good', async () => {
  await open(['shop', 'slow']);
  const running = home.backUp();
  await inTheMiddle(server, 'slow');
  await server.stop('immediate');
  await expectRestCommitted(await running, 'database-lost');
  expect(dumpsThere()).toEqual({ told: ['shop'], files: ['shop.counts.json', 'shop.dump'] });
  await server.start();
}, 60_000);
