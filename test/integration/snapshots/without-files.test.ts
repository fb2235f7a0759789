import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../../electron/engine/engine.ts';
import { restoreRequestSchema } from '../../../shared/domain/restore.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { createDumpHome, type DumpHome } from '../../helpers/dump-home.ts';
import { withEngine } from '../../helpers/with-engine.ts';

let home: DumpHome;
let [first, dumpsOnly, last]: string[] = [];

/** Two backups with files around one of databases alone. */
beforeEach(async () => {
  home = createDumpHome({ main: { shop: { orders: 10, people: 3 }, stock: { parts: 7 } } });
  fs.writeFileSync(file('letter'), 'first');
  first = (await home.backUp()).snapshotId;
  home.servers.main = { shop: { orders: 12, people: 3, carts: 1 }, stock: { parts: 7 } };
  dumpsOnly = (await home.backUp('databases')).snapshotId;
  fs.writeFileSync(file('letter'), 'second, longer');
  last = (await home.backUp('files')).snapshotId;
});
afterEach(() => home.close());

const file = (name: string): string => path.join(home.source, name);
const nameOf = (id = ''): string => path.basename(home.folderOf(id));
const use = <Result>(ask: (engine: Engine) => Promise<Result>): Promise<Result> =>
  withEngine(home.home, 'command', Date.now, ask);

test('it holds no files, and says so whatever of files is asked of it', async () => {
  await use(async ({ services: { snapshots, restores } }) => {
    const snapshot = dumpsOnly ?? '';
    const page = { after: undefined, limit: 10 };
    const asked = [
      snapshots.folder({ snapshot, path: '/', ...page }),
      snapshots.entry({ snapshot, path: file('letter') }),
      snapshots.content({ snapshot, path: file('letter') }),
      snapshots.locate({ snapshot, path: file('letter') }),
      snapshots.diff({ snapshot, other: last ?? '', path: '/', ...page }),
      snapshots.diff({ snapshot: first ?? '', other: snapshot, path: '/', ...page }),
      snapshots.compareText({ path: file('letter'), from: { snapshot }, to: 'now' }),
      snapshots.open({ snapshot, path: file('letter'), show: false }),
    ];
    for (const one of asked) {
      await expect(one).rejects.toMatchObject({
        code: 'snapshot-without-files',
        message: `The snapshot ${nameOf(dumpsOnly)} of “Shop” holds databases only, no files. The newest one with files is ${nameOf(last)}.`,
      });
    }
    const order = restoreRequestSchema.parse({ snapshot, to: home.at('back') });
    await expect(restores.preview(order)).rejects.toMatchObject({ code: 'snapshot-without-files' });
    expect(await snapshots.get({ snapshot })).toMatchObject({ hasFiles: false, dumps: 2, files: 0, available: true });
  });
});

test('history, search, what is gone and differences pass it by', async () => {
  await use(async ({ services: { snapshots } }) => {
    const history = await snapshots.history({ path: file('letter'), plan: undefined });
    expect(history.map(({ firstSnapshot }) => firstSnapshot.id)).toEqual([last, first]);
    const found = await snapshots.find({ pattern: 'letter', state: 'any', limit: 10 });
    expect(found.items.map(({ lastSnapshot }) => lastSnapshot.id)).toEqual([last, first]);
    const page = { path: '/', after: undefined, limit: 10 };
    const { items } = await snapshots.diff({ snapshot: first ?? '', other: last ?? '', ...page });
    expect(items).toMatchObject([{ change: 'changed', path: file('letter') }]);
  });
});

test('dumps are told with their tables, what the dump before held, and how they grew', async () => {
  await use(async ({ services: { databases } }) => {
    const page = { limit: 100, newest: false };
    const all = await databases.dumps({ ...page });
    expect(all.items.map(({ snapshotId, label, database }) => [snapshotId, label, database])).toEqual([
      [dumpsOnly, 'main', 'shop'],
      [dumpsOnly, 'main', 'stock'],
      [first, 'main', 'shop'],
      [first, 'main', 'stock'],
    ]);
    const three = await databases.dumps({ limit: 3, newest: false });
    const rest = await databases.dumps({ after: three.next ?? undefined, limit: 3, newest: false });
    expect([...three.items, ...rest.items]).toEqual(all.items);
    const shop = { snapshot: dumpsOnly ?? '', database: 'shop' };
    expect(await databases.dump(shop)).toMatchObject({ dump: { rows: 16 }, previous: { snapshotId: first, rows: 13 } });
    const tables = await databases.tables({ ...shop, ...page });
    expect(tables.items.map(({ name, rows, before }) => [name, rows, before?.rows ?? null])).toEqual([
      ['carts', 1, null],
      ['orders', 12, 10],
      ['people', 3, 3],
    ]);
    const growth = await databases.growth({ database: 'shop', points: 30, ...page });
    expect(growth.moments.map(({ snapshotId, rows }) => [snapshotId, rows])).toEqual([
      [first, 13],
      [dumpsOnly, 16],
    ]);
    expect(growth.tables.items.map(({ name, rows }) => [name, rows])).toEqual([
      ['carts', [null, 1]],
      ['orders', [10, 12]],
      ['people', [3, 3]],
    ]);
    await expect(databases.dump({ snapshot: last ?? '', database: 'shop' })).rejects.toMatchObject({
      code: 'dump-not-found',
    });
    await expect(databases.dump({ snapshot: first ?? '', database: 'nothing' })).rejects.toMatchObject({
      code: 'dump-not-found',
    });
  });
});

test('the newest good dump of each database is known, whatever snapshot holds it', async () => {
  const newest = () =>
    home.catalogue.dumps.newestGood(home.plan.key).map(({ dump }) => [dump.database, dump.snapshotId]);
  expect(newest()).toEqual([
    ['shop', dumpsOnly],
    ['stock', dumpsOnly],
  ]);
  home.servers.main = { stock: { parts: 9 } };
  const { snapshotId } = await home.backUp('databases');
  expect(newest()).toEqual([
    ['shop', dumpsOnly],
    ['stock', snapshotId],
  ]);
});

test('a plan’s status and its storage tell files and databases', async () => {
  await use(async ({ services: { plans, storage, snapshots } }) => {
    const status = await plans.get({ plan: 'Shop' });
    const [both] = await snapshots.list({ plan: undefined }).then((all) => all.filter(({ id }) => id === dumpsOnly));
    expect(status).toMatchObject({ files: 1, bytes: 14, snapshots: 3, lastGoodAt: both?.confirmedAt });
    expect(status.dumps).toEqual({ databases: 2, bytes: both?.dumpBytes, proven: 0, failed: 0, provenAt: null });
    const report = await storage.get(undefined);
    const [plan] = report.repositories.flatMap((one) => one.plans);
    expect(plan?.bytes).toBe(5 + 14 + (plan?.dumpBytes ?? 0));
    expect(plan?.newestBytes).toBe(14 + (both?.dumpBytes ?? 0));
  });
});

test('deleting says which dumps are lost, and takes them out of the catalogue', async () => {
  const snapshot = dumpsOnly ?? '';
  await use(async ({ services: { snapshots, runs } }) => {
    const refused = await snapshots.remove({ snapshot, confirm: undefined }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'confirmation-needed', details: { phrase: nameOf(snapshot), dumps: 2 } });
    expect(String(refused)).toContain('Lost with it: 2 dumps of databases (');
    const { runId } = await snapshots.remove({ snapshot, confirm: nameOf(snapshot) });
    for await (const event of runs.watch({ run: runId })) {
      if (event.type === 'ended') expect(event.run.outcome).toBe('succeeded');
    }
  });
  expect(home.catalogue.dumps.find({}).map(({ dump }) => dump.snapshotId)).toEqual([first, first]);
  for (const table of ['dump', 'dump_file', 'dump_table']) {
    const left = home.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([table, left]).toEqual([table, { dump: 2, dump_file: 5, dump_table: 3 }[table]]);
  }
  expect(home.db.prepare('SELECT count(*) FROM entry WHERE plan_key < 0').pluck().get()).toBe(0);
  await expectSound(home.home);
});
