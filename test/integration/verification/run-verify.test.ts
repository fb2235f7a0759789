import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holdSnapshot } from '../../../electron/engine/snapshots/snapshot-hold.ts';
import { makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

it('reads every file of several snapshots, shared ones once, and records that they are right', async () => {
  makeOddTree(real.source);
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  fs.writeFileSync(path.join(real.source, 'zero'), 'new content');
  const second = await real.backup(plan);
  const run = await real.run({ kind: 'verify', snapshotIds: [second, first] });
  expect(run).toMatchObject({ outcome: 'succeeded', result: { damaged: [], missing: [] }, warnings: [] });
  const files = real.catalogue.snapshots.byId(second)?.files ?? 0;
  const checked = run.result?.kind === 'verify' ? run.result.checked : 0;
  // Links and fifos have no content to check.
  expect(checked).toBe(2 * (files - 3));
  expect(run.result).toMatchObject({ links: 4 });
  for (const id of [first, second]) {
    expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 0, verifiedAt: expect.any(String) });
    const state = JSON.parse(fs.readFileSync(path.join(real.folderOf(id), 'state.json'), 'utf8'));
    expect(state).toMatchObject({ damaged: [], verifiedAt: expect.any(String) });
  }
});

it('names each file that is altered, missing or something else, and each list', async () => {
  for (const name of ['altered', 'shorter', 'gone', 'replaced', 'right']) {
    fs.writeFileSync(path.join(real.source, name), `content of ${name}`);
  }
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  const copy = (name: string) => path.join(real.folderOf(id), 'files', real.source, name);
  fs.writeFileSync(copy('altered'), 'CONTENT of altered');
  fs.truncateSync(copy('shorter'), 3);
  fs.rmSync(copy('gone'));
  fs.rmSync(copy('replaced'));
  fs.mkdirSync(copy('replaced'));
  fs.appendFileSync(path.join(real.folderOf(id), 'SHA256SUMS.gz'), 'x');
  const run = await real.run({ kind: 'verify', snapshotIds: [id] });
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'damaged', details: { count: 5 } }, warningCount: 5 });
  const { damaged, missing } = run.result?.kind === 'verify' ? run.result : { damaged: [], missing: [] };
  expect(damaged.map((found) => path.basename(found.path)).sort()).toEqual([
    'SHA256SUMS.gz',
    'altered',
    'replaced',
    'shorter',
  ]);
  expect(missing.map((found) => found.path)).toEqual([path.join(real.source, 'gone')]);
  expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 5, verifiedAt: null });
});

it('damage that a check found is healed by the next backup, as long as the source is right', async () => {
  const file = path.join(real.source, 'file');
  fs.writeFileSync(file, 'right');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  const copy = path.join(real.folderOf(id), 'files', file);
  const { mtime } = fs.statSync(copy);
  fs.writeFileSync(copy, 'wrong');
  fs.utimesSync(copy, mtime, mtime);
  expect((await real.run({ kind: 'verify', snapshotIds: [id] })).outcome).toBe('failed');
  const healed = await real.backup(plan);
  expect(fs.readFileSync(path.join(real.folderOf(healed), 'files', file), 'utf8')).toBe('right');
  expect((await real.run({ kind: 'verify', snapshotIds: [healed] })).outcome).toBe('succeeded');
});

it('says that the repository is away instead of calling everything missing', async () => {
  const plan = real.addPlan('Plan', [real.source]);
  fs.writeFileSync(path.join(real.source, 'file'), 'x');
  const id = await real.backup(plan);
  fs.renameSync(real.repository, `${real.repository}-away`);
  const run = await real.run({ kind: 'verify', snapshotIds: [id] });
  expect(run).toMatchObject({ outcome: 'skipped', error: { code: 'destination-missing' } });
  expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 0 });
});

it('several may read a snapshot at once, none while it is deleted', async () => {
  fs.writeFileSync(path.join(real.source, 'file'), 'x');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  const holds = [holdSnapshot(real.home, id), holdSnapshot(real.home, id)];
  expect(await real.run({ kind: 'delete', planId: plan.plan.id, snapshotIds: [id] })).toMatchObject({
    error: { code: 'locked' },
  });
  expect((await real.run({ kind: 'verify', snapshotIds: [id] })).outcome).toBe('succeeded');
  for (const hold of holds) hold.release();
  expect((await real.run({ kind: 'delete', planId: plan.plan.id, snapshotIds: [id] })).outcome).toBe('succeeded');
});
