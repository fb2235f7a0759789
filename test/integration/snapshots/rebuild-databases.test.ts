import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeState } from '../../../electron/engine/snapshots/snapshot-states.ts';
import type { Proof } from '../../../shared/domain/database.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { createDumpHome, type DumpHome } from '../../helpers/dump-home.ts';

let home: DumpHome;
beforeEach(() => {
  home = createDumpHome({ main: { shop: { orders: 10, people: 3 } }, other: { shop: { visits: 100 } } });
  fs.writeFileSync(path.join(home.source, 'letter'), 'first');
});
afterEach(() => home.close());

const proof: Proof = {
  ...{ at: '2026-11-21T10:00:00.000Z', runId: crypto.randomUUID(), ok: true, where: 'scratch-server' },
  ...{ serverVersion: '15.14', restoreMs: 10, checkMs: 5, checks: { passed: 3, total: 3 } },
  ...{ failures: [], remarks: [] },
};

/** All that can be asked of the catalogue about dumps. */
function everything() {
  const { dumps, snapshots } = home.catalogue;
  const all = dumps.find({});
  const page = { after: undefined, limit: 1000 };
  return {
    snapshots: snapshots.list().map(({ rootEntry, ...row }) => ({ ...row, ownTree: rootEntry !== null })),
    dumps: all.map(({ dump }) => dump),
    files: snapshots.list().map(({ id }) => dumps.filesOf(id)),
    tables: all.map((row) => dumps.tables({ ...page, key: row.key, beforeKey: dumps.before(row)?.key ?? null })),
    growth: all.map(({ planKey, dump: { sourceId, database } }) =>
      dumps.growth({ ...page, planKeys: [planKey], sourceId, database, points: 10 }),
    ),
    newest: dumps.newestGood(home.plan.key).map(({ dump }) => dump),
  };
}

test('a catalogue that is read again from the repository tells the same of databases', async () => {
  const { snapshotId } = await home.backUp();
  await home.backUp('databases');
  home.servers.main = { shop: { orders: 11 } };
  await home.backUp('databases');
  fs.writeFileSync(path.join(home.source, 'letter'), 'second, longer');
  await home.backUp();
  const [dump] = home.catalogue.dumps.find({ snapshotId, source: 'main' });
  const proofs = [{ sourceId: dump?.dump.sourceId ?? '', database: 'shop', proof }];
  changeState(home.db, snapshotId ?? '', { proofs });
  const before = everything();
  expect(before.dumps.filter((one) => one.proof !== null)).toHaveLength(1);

  const repositoryIds = [home.plan.plan.repositoryId];
  expect(await home.run({ kind: 'rebuild', repositoryIds })).toMatchObject({ outcome: 'succeeded' });
  expect(everything()).toEqual(before);
  await expectSound(home.home);
});

test('snapshots that a crash kept from the catalogue are taken in by the next backup, those of databases alone too', async () => {
  await home.backUp();
  const { snapshotId = '' } = await home.backUp('databases');
  const before = everything();
  home.db.prepare('DELETE FROM snapshot WHERE id = ?').run(snapshotId);
  home.db.prepare('DELETE FROM entry WHERE plan_key < 0').run();
  expect(home.catalogue.dumps.find({})).toHaveLength(2);
  // Nothing has changed: only the time of that is new.
  await home.backUp('files');
  const timeless = ({ snapshots, ...rest }: ReturnType<typeof everything>) => ({
    ...rest,
    snapshots: snapshots.map(({ confirmedAt: _, ...row }) => row),
  });
  expect(timeless(everything())).toEqual(timeless(before));
});

test('a dump whose counts can’t be read is known without its tables', async () => {
  const { snapshotId = '' } = await home.backUp('databases');
  fs.writeFileSync(path.join(home.folderOf(snapshotId), 'databases/main/shop.counts.json'), 'nothing');
  const repositoryIds = [home.plan.plan.repositoryId];
  await home.run({ kind: 'rebuild', repositoryIds });
  const [main] = home.catalogue.dumps.find({ snapshotId, source: 'main' });
  expect(main?.dump).toMatchObject({ rows: 13, tables: 2 });
  const page = { after: undefined, limit: 10, beforeKey: null };
  expect(home.catalogue.dumps.tables({ key: main?.key ?? 0, ...page }).items).toEqual([]);
});
