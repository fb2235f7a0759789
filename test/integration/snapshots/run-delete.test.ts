import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

/** Everything below a folder: type, mode, owner, size, time; links are counted by nobody. */
const tree = (folder: string) =>
  execFileSync('find', ['.', '-printf', '%p %y %m %U %G %s %T@\\0'], { cwd: folder, encoding: 'latin1' });

it('takes the snapshot from the disk and the catalogue, and leaves the others as they were', async () => {
  makeOddTree(real.source);
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  fs.writeFileSync(path.join(real.source, 'only-second'), 'x');
  const second = await real.backup(plan);
  fs.rmSync(path.join(real.source, 'only-second'));
  const third = await real.backup(plan);
  const [folder, before] = [real.folderOf(second), [first, third].map((id) => tree(real.folderOf(id)))];
  const run = await real.run({ kind: 'delete', planId: plan.plan.id, snapshotIds: [second] });
  expect(run).toMatchObject({ outcome: 'succeeded', snapshotId: second });
  expect(run.result?.kind === 'delete' ? run.result.entries : 0).toBeGreaterThan(20);
  expect(fs.existsSync(folder)).toBe(false);
  expect(fs.readdirSync(path.join(path.dirname(folder), '../trash'))).toEqual([]);
  expect(real.catalogue.snapshots.list().map(({ id }) => id)).toEqual([third, first]);
  expect([first, third].map((id) => tree(real.folderOf(id)))).toEqual(before);
  expect((await real.run({ kind: 'verify', snapshotIds: [first, third] })).outcome).toBe('succeeded');
  expect(real.catalogue.entries.history(plan.key, plan.rootEntry, path.join(real.source, 'only-second'))).toEqual([]);
});

it('after the newest was deleted the next backup goes on from the one before it', async () => {
  const file = (name: string) => path.join(real.source, name);
  fs.writeFileSync(file('a'), 'a');
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  fs.writeFileSync(file('b'), 'b');
  await real.run({ kind: 'delete', planId: plan.plan.id, snapshotIds: [await real.backup(plan)] });
  fs.rmSync(file('a'));
  const next = await real.backup(plan);
  const names = (id: string) => fs.readdirSync(path.join(real.folderOf(id), 'files', real.source));
  expect([names(first), names(next)]).toEqual([['a'], ['b']]);
  expect((await real.run({ kind: 'verify', snapshotIds: [first, next] })).outcome).toBe('succeeded');
});

it('refuses a pinned snapshot, also when only the repository knows of the pin', async () => {
  fs.writeFileSync(path.join(real.source, 'a'), 'a');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  fs.writeFileSync(path.join(real.folderOf(id), 'state.json'), JSON.stringify({ pinned: true }));
  const run = await real.run({ kind: 'delete', planId: plan.plan.id, snapshotIds: [id] });
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'snapshot-pinned' } });
  expect(fs.existsSync(real.folderOf(id))).toBe(true);
});

it('a backup forgets what a deletion was cut off from and leaves its files; the next deletion removes them', async () => {
  fs.writeFileSync(path.join(real.source, 'a'), 'a');
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  fs.writeFileSync(path.join(real.source, 'b'), 'b');
  const second = await real.backup(plan);
  const trash = path.join(real.folderOf(first), '../../trash');
  fs.mkdirSync(trash, { recursive: true });
  fs.renameSync(real.folderOf(first), path.join(trash, 'leftover'));
  await real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false });
  expect(real.catalogue.snapshots.list().map(({ id }) => id)).toEqual([second]);
  expect(fs.readdirSync(trash)).toEqual(['leftover']);
  const run = await real.run({ kind: 'delete', planId: plan.plan.id, snapshotIds: [] });
  expect(run).toMatchObject({ outcome: 'succeeded', snapshotId: null });
  expect(fs.readdirSync(trash)).toEqual([]);
});
