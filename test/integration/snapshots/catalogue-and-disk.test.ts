import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findBase } from '../../../electron/engine/backup/find-base.ts';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { removeSnapshot } from '../../../electron/engine/catalogue/remove-snapshot.ts';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { acquirePlanLock } from '../../../electron/engine/repository/plan-lock.ts';
import { createRunContext } from '../../helpers/create-run-context.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let plan: PlanRow;
beforeEach(() => {
  real = createRealHome();
  fs.writeFileSync(file('0'), 'AAAA');
  plan = real.addPlan('Plan', [real.source]);
});
afterEach(() => real.close());

const script = fileURLToPath(new URL('../../fixtures/import-and-die.ts', import.meta.url));
const file = (name: string) => path.join(real.source, name);
const backup = () => real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false });
const listed = () => real.catalogue.snapshots.list(plan.key);
const ids = () => listed().map(({ id }) => id);
const folders = () => fs.readdirSync(planPaths(real.repository, plan.plan.slug).snapshots);
const beyondNewest = () =>
  real.db.prepare('SELECT count(*) FROM version WHERE first_seq > (SELECT max(sequence) FROM snapshot)').pluck().get();

/** A snapshot with one more file. */
async function addSnapshot(name: string): Promise<string> {
  fs.writeFileSync(file(name), name);
  return real.backup(plan);
}

/** Every snapshot has a number of its own, holds what it did, and the newest is the base of a run that finds nothing new. */
async function expectInOrder(count: number): Promise<void> {
  const sequences = listed().map(({ sequence }) => sequence);
  expect(new Set(sequences).size).toBe(count);
  expect((await real.run({ kind: 'verify', snapshotIds: ids() })).outcome).toBe('succeeded');
  expect(await backup()).toMatchObject({ outcome: 'succeeded', result: { unchanged: true }, warnings: [] });
}

it('a killed import, and its snapshot deleted, do not make a backup say that nothing changed', async () => {
  fs.mkdirSync(file('below'));
  for (let number = 0; number < 3000; number += 1) fs.writeFileSync(file(`below/${number}-${'long'.repeat(20)}`), '');
  await real.backup(plan);
  const { mtimeNs } = fs.statSync(file('0'), { bigint: true });
  fs.writeFileSync(file('0'), 'BBBB');
  const time = `@${mtimeNs / 1_000_000_000n}.${String(mtimeNs % 1_000_000_000n).padStart(9, '0')}`;
  execFileSync('touch', ['-d', time, file('0')]);
  // So that the change lies further back than the grain of the file system's clock.
  await delay(2100);
  const second = await real.backup(plan);
  const folder = real.folderOf(second);
  real.db.transaction(() => removeSnapshot(real.db, second))();
  expect(spawnSync(process.execPath, [script, real.home, plan.plan.id]).signal).toBe('SIGKILL');
  expect(beyondNewest()).toBeGreaterThan(0);
  fs.rmSync(folder, { recursive: true });
  const run = await backup();
  expect(run).toMatchObject({ outcome: 'succeeded', result: { unchanged: false, files: { changed: 1 } } });
  expect(fs.readFileSync(`${real.folderOf(run.snapshotId ?? '')}/files${file('0')}`, 'utf8')).toBe('BBBB');
  expect(beyondNewest()).toBe(0);
  expect((await real.run({ kind: 'verify', snapshotIds: ids() })).outcome).toBe('succeeded');
});

it('a snapshot with damaged lists never shares its number, and is warned about once', async () => {
  const first = await addSnapshot('1');
  const second = await addSnapshot('2');
  fs.appendFileSync(path.join(real.folderOf(second), 'METADATA.gz'), 'x');
  real.db.transaction(() => removeSnapshot(real.db, second))();
  fs.writeFileSync(file('3'), '3');
  const third = await backup();
  expect(third.warnings.map(({ code }) => code)).toEqual(['file-damaged']);
  fs.writeFileSync(file('4'), '4');
  const fourth = await backup();
  expect(fourth).toMatchObject({ outcome: 'succeeded', result: { files: { added: 1, unchanged: 4 } }, warnings: [] });
  expect(ids()).toEqual([fourth.snapshotId, third.snapshotId, first]);
  expect(listed().map(({ sequence }) => sequence)).toEqual([4, 3, 1]);
});

it('lists that were mended are taken in by the next backup', async () => {
  const id = await addSnapshot('1');
  const list = path.join(real.folderOf(id), 'METADATA.gz');
  const content = fs.readFileSync(list);
  fs.writeFileSync(list, 'damaged');
  real.db.transaction(() => removeSnapshot(real.db, id))();
  fs.writeFileSync(file('2'), '2');
  expect((await backup()).outcome).toBe('succeeded-with-warnings');
  expect(ids()).not.toContain(id);
  fs.writeFileSync(list, content);
  expect(await backup()).toMatchObject({ outcome: 'succeeded', result: { unchanged: true } });
  expect(ids()[1]).toBe(id);
  await expectInOrder(2);
});

it('a newest snapshot moved away and put back later keeps its place beside the one that took its number', async () => {
  const first = await addSnapshot('1');
  const second = await addSnapshot('2');
  const folder = real.folderOf(second);
  fs.renameSync(folder, real.at('away'));
  // A snapshot's folder has the name of its second, and the next one shall not take this one's.
  await delay(1005 - (Date.now() % 1000));
  const third = await addSnapshot('3');
  expect(ids()).toEqual([third, first]);
  fs.renameSync(real.at('away'), folder);
  fs.writeFileSync(file('4'), '4');
  const fourth = await backup();
  expect(fourth).toMatchObject({ outcome: 'succeeded', result: { files: { added: 1 } } });
  expect(ids()).toEqual([fourth.snapshotId, third, second, first]);
  await expectInOrder(4);
  await real.run({ kind: 'rebuild', repositoryIds: [plan.plan.repositoryId] });
  expect(ids()).toEqual([fourth.snapshotId, third, second, first]);
});

it('a copy of a snapshot’s folder is left out, once', async () => {
  const first = await addSnapshot('1');
  execFileSync('cp', ['-a', real.folderOf(first), `${real.folderOf(first)}-copy`]);
  expect((await backup()).warnings.map(({ message }) => message)).toEqual([expect.stringContaining('is a copy of')]);
  expect(await backup()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(ids()).toEqual([first]);
  expect(folders()).toHaveLength(2);
});

it.each([
  ['gone', 'destination-missing', () => {}],
  ['an empty mount point', 'destination-not-mounted', () => fs.mkdirSync(real.repository)],
])('a repository that goes away while a backup begins (%s) loses no snapshot', async (_, code, leave) => {
  await addSnapshot('1');
  await addSnapshot('2');
  const before = listed();
  const context = createRunContext(real);
  const paths = planPaths(real.repository, plan.plan.slug);
  const lock = acquirePlanLock(paths, { planName: 'Plan', runId: context.runId });
  fs.renameSync(real.repository, real.at('unplugged'));
  leave();
  await expect(findBase(context, plan, { paths, lock })).rejects.toMatchObject({ code });
  expect(listed()).toEqual(before);
  if (fs.existsSync(real.repository)) expect(fs.readdirSync(real.repository)).toEqual([]);
  fs.rmSync(real.repository, { recursive: true, force: true });
  fs.renameSync(real.at('unplugged'), real.repository);
  lock.release();
  await expectInOrder(2);
});
