import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readManifest } from '../../../electron/engine/repository/read-manifest.ts';
import { HoldfastError } from '../../../shared/errors.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { createDumpHome, type DumpHome } from '../../helpers/dump-home.ts';

let home: DumpHome;
afterEach(() => home.close());

const open = (servers: DumpHome['servers'], options?: { readonly folders: boolean }): DumpHome => {
  home = createDumpHome(servers, options);
  if (options?.folders !== false) fs.writeFileSync(path.join(home.source, 'letter'), 'first');
  return home;
};

const folderOf = (snapshotId = ''): string => home.folderOf(snapshotId);
const manifestOf = (snapshotId = '') => readManifest(path.join(folderOf(snapshotId), 'manifest.json'));
const snapshots = () => home.catalogue.snapshots.list(home.plan.key);
const incomplete = (): string[] => {
  const folder = path.join(home.repository, 'plans', home.plan.plan.slug, 'incomplete');
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};
const checkSums = (folder: string): string =>
  execFileSync('bash', ['-c', 'zcat SHA256SUMS.gz | sha256sum --check'], { cwd: folder, encoding: 'utf8' });

const refused = new HoldfastError('database-refused', { server: 'db:5432', user: 'ada' });

test('dumps lie in the snapshot beside the files: in the manifest, in the list of sums, in the catalogue', async () => {
  open({ main: { shop: { orders: 10, people: 3 }, empty: {} }, other: { shop: { orders: 1 } } });
  const { snapshotId, result, failure, warnings } = await home.backUp();
  expect({ failure, warnings }).toEqual({ failure: undefined, warnings: [] });
  expect(result).toMatchObject({ kind: 'backup', unchanged: false, files: { added: 1 } });
  const told = { bytes: expect.any(Number), durationMs: 12, error: null };
  expect(result.kind === 'backup' && result.databases).toEqual([
    { label: 'main', database: 'shop', tables: 2, rows: 13, ...told },
    { label: 'main', database: 'empty', tables: 0, rows: 0, ...told },
    { label: 'other', database: 'shop', tables: 1, rows: 1, ...told },
  ]);
  const manifest = manifestOf(snapshotId);
  expect(manifest?.components.databases?.map((dump) => dump.path)).toEqual([
    'databases/main/shop.dump',
    'databases/main/empty.dump',
    'databases/other/shop.dump',
  ]);
  expect(manifest?.components.globals?.map((globals) => globals.path)).toEqual([
    'databases/main/globals.sql',
    'databases/other/globals.sql',
  ]);
  expect(manifest?.components.files).toMatchObject({ files: 1 });
  const lines = checkSums(folderOf(snapshotId)).trim().split('\n');
  expect(lines).toHaveLength(1 + 3 * 2 + 2);
  expect(lines.at(-1)).toBe('databases/other/shop.dump: OK');
  expect(snapshots()[0]).toMatchObject({ id: snapshotId, hasFiles: true, files: 1, dumps: 3 });
  const [dump] = home.catalogue.dumps.find({ snapshotId, source: 'main', database: 'shop' });
  expect(dump?.dump).toMatchObject({ rows: 13, tables: 2, damaged: false, proof: null, planName: 'Shop' });
  expect(fs.existsSync(dump?.dump.path ?? '')).toBe(true);
  expect(home.catalogue.dumps.filesOf(snapshotId ?? '')).toHaveLength(3 * 2 + 2);
  await expectSound(home.home);
});

test('unchanged files and a new dump: a whole snapshot, whose files are links', async () => {
  open({ main: { shop: { orders: 10 } } });
  const first = await home.backUp();
  const second = await home.backUp();
  expect(second.result).toMatchObject({ unchanged: false, files: { added: 0, unchanged: 1, bytesCopied: 0 } });
  const inode = (id = '') => fs.statSync(`${folderOf(id)}/files${home.source}/letter`).ino;
  expect(inode(second.snapshotId)).toBe(inode(first.snapshotId));
  expect(snapshots()).toHaveLength(2);
  await expectSound(home.home);
});

test('a database that fails: told, the rest is committed, the run is a failure with that reason', async () => {
  open({ main: { shop: refused, stock: { parts: 5 } }, gone: {} });
  const { snapshotId, result, failure, warnings } = await home.backUp();
  expect(failure?.code).toBe('database-refused');
  expect(warnings.map(({ code, path: place }) => [code, place])).toEqual([
    ['database-failed', 'databases/main/shop'],
    ['database-failed', 'databases/gone'],
  ]);
  expect(result).toMatchObject({
    unchanged: false,
    databases: [
      { database: 'stock', error: null },
      { label: 'main', database: 'shop', error: { code: 'database-refused' } },
      { label: 'gone', database: null, error: { code: 'no-database-chosen' } },
    ],
  });
  expect(manifestOf(snapshotId)?.components.databases?.map(({ database }) => database)).toEqual(['stock']);
  expect(home.catalogue.dumps.find({ snapshotId }).map(({ dump }) => dump.database)).toEqual(['stock']);
  expect(manifestOf(snapshotId)?.warnings).toHaveLength(2);
});

test('no database could be dumped: files that changed are committed, unchanged ones confirmed', async () => {
  open({ main: { shop: refused } });
  const first = await home.backUp();
  expect(first).toMatchObject({ failure: { code: 'database-refused' }, result: { unchanged: false } });
  expect(snapshots()).toHaveLength(1);
  const again = await home.backUp();
  expect(again.snapshotId).toBe(first.snapshotId);
  expect(again).toMatchObject({ failure: { code: 'database-refused' }, result: { unchanged: true } });
  expect(snapshots()).toHaveLength(1);
  expect(incomplete()).toEqual([]);
  expect(fs.existsSync(path.join(folderOf(first.snapshotId), 'databases', 'main', 'shop.dump'))).toBe(false);
  await expectSound(home.home);
});

test('a folder that is missing and a database that fails: the folder is what the run failed with', async () => {
  open({ main: { shop: { orders: 1 } } });
  await home.backUp();
  fs.renameSync(home.source, `${home.source}-away`);
  home.servers.main = { shop: refused };
  expect(await home.backUp()).toMatchObject({ failure: { code: 'source-missing' }, result: { unchanged: false } });
});

test('only the databases: a snapshot without files, which is no state of them', async () => {
  open({ main: { shop: { orders: 10 } } });
  const first = await home.backUp();
  const dumpsOnly = await home.backUp('databases');
  expect(dumpsOnly.result).toMatchObject({ unchanged: false, withoutFiles: true, databases: [{ rows: 10 }] });
  expect(manifestOf(dumpsOnly.snapshotId)?.components.files).toBeNull();
  expect(fs.existsSync(path.join(folderOf(dumpsOnly.snapshotId), 'files'))).toBe(false);
  expect(checkSums(folderOf(dumpsOnly.snapshotId)).trim().split('\n')).toHaveLength(3);
  const row = home.catalogue.snapshots.byId(dumpsOnly.snapshotId ?? '');
  expect(row).toMatchObject({ hasFiles: false, files: 0, dumps: 1, sequence: 2 });
  expect(row?.rootEntry).not.toBeNull();
  expect(home.catalogue.snapshots.newestState(home.plan.key)?.id).toBe(first.snapshotId);

  fs.writeFileSync(path.join(home.source, 'letter'), 'second, and longer');
  const third = await home.backUp('files');
  expect(third.result).toMatchObject({ files: { changed: 1, added: 0 }, databases: [] });
  expect(manifestOf(third.snapshotId)).toMatchObject({ base: first.snapshotId, sequence: 3 });
  const history = home.catalogue.entries.history(home.plan.key, home.plan.rootEntry, `${home.source}/letter`);
  expect(history.map(({ firstSnapshot, lastSnapshot }) => [firstSnapshot.id, lastSnapshot.id])).toEqual([
    [third.snapshotId, third.snapshotId],
    [first.snapshotId, first.snapshotId],
  ]);
  await expectSound(home.home);
});

test('a plan of databases alone takes no folder, and commits nothing where all fail', async () => {
  open({ main: { shop: { orders: 10 } } }, { folders: false });
  expect((await home.backUp()).result).toMatchObject({ withoutFiles: true });
  home.servers.main = { shop: refused };
  const failed = await home.backUp();
  expect(failed).toMatchObject({
    failure: { code: 'database-refused' },
    result: { databases: [{ database: 'shop' }] },
  });
  expect(failed.snapshotId).toBeUndefined();
  expect(snapshots()).toHaveLength(1);
  expect(incomplete()).toEqual([]);
  await expect(home.backUp('files')).rejects.toMatchObject({ code: 'invalid-input' });
});

test('what dumps have left that were cut off goes before the next ones are made, and is never taken over', async () => {
  open({ main: { shop: { orders: 10 } } });
  const left = path.join(home.repository, 'plans', home.plan.plan.slug, 'incomplete', crypto.randomUUID(), 'databases');
  fs.mkdirSync(path.join(left, 'main'), { recursive: true });
  fs.writeFileSync(path.join(left, 'main', 'shop.dump'), 'half');
  const { snapshotId } = await home.backUp();
  expect(incomplete()).toEqual([]);
  expect(fs.readFileSync(path.join(folderOf(snapshotId), 'databases/main/shop.dump'), 'utf8')).toContain('orders');
});

test('a plan of databases alone clears all that was cut off, up to the commit', async () => {
  open({ main: { shop: { orders: 10 } } }, { folders: false });
  const left = path.join(home.repository, 'plans', home.plan.plan.slug, 'incomplete', crypto.randomUUID());
  fs.mkdirSync(path.join(left, 'databases/main'), { recursive: true });
  fs.writeFileSync(path.join(left, 'databases/main/shop.dump'), 'whole');
  fs.writeFileSync(path.join(left, 'manifest.json'), '{}');
  await home.backUp();
  expect(incomplete()).toEqual([]);
  expect(snapshots()).toHaveLength(1);
});

test('a run that fails otherwise leaves none of its dumps', async () => {
  open({ main: { shop: { orders: 10 } } });
  await home.backUp();
  const { snapshots: place } = { snapshots: path.join(home.repository, 'plans', home.plan.plan.slug, 'snapshots') };
  // Nothing can be committed where the snapshots’ folder is a file.
  fs.renameSync(place, `${place}-away`);
  fs.writeFileSync(place, '');
  await expect(home.backUp()).rejects.toThrow();
  fs.rmSync(place);
  fs.renameSync(`${place}-away`, place);
  expect(
    incomplete().filter((name) => fs.existsSync(path.join(path.dirname(place), 'incomplete', name, 'databases'))),
  ).toEqual([]);
  expect((await home.backUp()).result).toMatchObject({ unchanged: false });
  expect(incomplete()).toEqual([]);
});
