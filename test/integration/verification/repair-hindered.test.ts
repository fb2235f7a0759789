import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { acquirePlanLock } from '../../../electron/engine/repository/plan-lock.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { createRealHome } from '../../helpers/real-home.ts';
import { createRepairHome, repairOf, repairProgram, rot } from '../../helpers/repair-home.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';

it('says what is left and what to do: the source has changed, or an older version is whole, or the list is damaged', async () => {
  const { real, write, copy, verify, repair, damagedFolder } = createRepairHome();
  write('changed', 'before');
  write('versions', 'one');
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  write('versions', 'two!');
  const second = await real.backup(plan);
  write('changed', 'afterwards');
  fs.rmSync(path.join(real.source, 'versions'));
  rot(copy(second, 'changed'));
  rot(copy(second, 'versions'));
  fs.rmSync(path.join(real.folderOf(second), 'manifest.json'));
  await verify(second);
  const before = fs.readFileSync(copy(second, 'changed'));
  // Looking has not failed by finding nothing.
  const dry = await repair([second], true);
  expect(dry).toMatchObject({ outcome: 'succeeded-with-warnings', error: null, result: { dryRun: true, left: 3 } });
  const run = await repair([second]);
  expect(run.error).toMatchObject({ code: 'repair-incomplete', details: { count: 3 } });
  const steps = repairOf(run).items.map((item) => [path.basename(item.path), item.outcome, item.next]);
  expect(steps.sort()).toEqual([
    ['changed', 'left', 'back-up'],
    ['manifest.json', 'left', 'back-up'],
    ['versions', 'left', 'older-version'],
  ]);
  expect(fs.readFileSync(copy(second, 'changed'))).toEqual(before);
  expect(fs.existsSync(damagedFolder(second))).toBe(false);
  expect(real.catalogue.snapshots.byId(second)).toMatchObject({ damaged: 3 });
  expect(real.catalogue.snapshots.byId(first)).toMatchObject({ damaged: 1 });
});

it.skipIf(!canMount)(
  'a full disk leaves what there is no room for, and says so; what needs none is repaired',
  async () => {
    const { real } = createRepairHome();
    mountTmpfs(real.at('small'), 'size=4m');
    try {
      const small = createRealHome(path.join(real.at('small'), 'repository'));
      try {
        const source = path.join(small.source, 'large');
        fs.writeFileSync(source, Buffer.alloc(1_500_000, 'x'));
        fs.writeFileSync(path.join(small.source, 'file'), 'content');
        const plan = small.addPlan('Plan', [small.source]);
        const first = await small.backup(plan);
        fs.writeFileSync(path.join(small.source, 'other'), 'x');
        const second = await small.backup(plan);
        const copyOf = (id: string, name: string) => path.join(small.folderOf(id), 'files', small.source, name);
        rot(copyOf(first, 'large'));
        fs.rmSync(copyOf(second, 'file'));
        await small.run({ kind: 'verify', snapshotIds: [second] });
        fs.writeFileSync(path.join(small.repository, 'filler'), Buffer.alloc(2_000_000));
        const run = await small.run({ kind: 'repair', snapshotIds: [second], dryRun: false });
        expect(repairOf(run)).toMatchObject({ repaired: 1, left: 1 });
        expect(repairOf(run).items[0]).toMatchObject({ outcome: 'left', next: 'make-room' });
        expect(fs.readFileSync(copyOf(second, 'file'), 'utf8')).toBe('content');
        fs.rmSync(path.join(small.repository, 'filler'));
        const again = await small.run({ kind: 'repair', snapshotIds: [second], dryRun: false });
        expect(repairOf(again)).toMatchObject({ repaired: 1, left: 0 });
        expect(fs.readdirSync(path.join(path.dirname(path.dirname(small.folderOf(first))), 'incomplete'))).toEqual([]);
      } finally {
        small.close();
      }
    } finally {
      unmount(real.at('small'));
    }
  },
);

it('killed midway, each name is the old or the new copy, and the next repair ends the work', async () => {
  const { real, write, copy, read, verify, repair, damagedFolder } = createRepairHome();
  // So many that they are not all repaired before anybody sees the first.
  const many = 100;
  for (let number = 0; number < many; number += 1) write(`file ${number}`, `content ${number}`);
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  write('other', 'x');
  const second = await real.backup(plan);
  for (let number = 0; number < many; number += 1) rot(copy(first, `file ${number}`));
  await verify(first);
  const child = spawn(process.execPath, [repairProgram, real.home, first], { stdio: ['ignore', 'pipe', 'inherit'] });
  const aside = damagedFolder(first);
  const kept = () => (fs.existsSync(aside) ? fs.readdirSync(aside, { recursive: true }).length : 0);
  while (kept() < 12 && child.exitCode === null) await delay(5);
  child.kill('SIGKILL');
  await once(child, 'exit');
  let [old, fresh] = [0, 0];
  for (let number = 0; number < many; number += 1) {
    for (const id of [first, second]) {
      const content = read(id, `file ${number}`);
      const wanted = `content ${number}`;
      const rotten = Buffer.from(Buffer.from(wanted).map((byte) => byte ^ 1)).toString();
      expect([wanted, rotten]).toContain(content);
      if (content === wanted) fresh += 1;
      else old += 1;
    }
  }
  expect(fresh).toBeGreaterThan(0);
  expect(old).toBeGreaterThan(0);
  const run = await repair([first]);
  expect(repairOf(run)).toMatchObject({ left: 0 });
  expect((await verify(first, second)).outcome).toBe('succeeded');
  for (let number = 0; number < many; number += 1) {
    expect(fs.statSync(copy(first, `file ${number}`)).ino).toBe(fs.statSync(copy(second, `file ${number}`)).ino);
  }
  expect(fs.readdirSync(path.join(path.dirname(aside), 'incomplete'))).toEqual([]);
}, 180_000);

it('a run that holds the plan, or a cancelled repair, leaves everything as it was', async () => {
  const { real, write, copy, verify, repair } = createRepairHome();
  write('file', 'content');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  rot(copy(id, 'file'));
  await verify(id);
  const before = fs.readFileSync(copy(id, 'file'));
  const cancelled = await real.run({ kind: 'repair', snapshotIds: [id], dryRun: false }, 'repairing');
  expect(cancelled).toMatchObject({ outcome: 'cancelled' });
  expect(fs.readFileSync(copy(id, 'file'))).toEqual(before);
  const paths = planPaths(real.repository, plan.plan.slug);
  const lock = acquirePlanLock(paths, { planName: 'Plan', runId: crypto.randomUUID() });
  try {
    expect(await repair([id])).toMatchObject({ outcome: 'skipped', error: { code: 'locked' } });
    expect(repairOf(await repair([id], true))).toMatchObject({ repaired: 1 });
  } finally {
    lock.release();
  }
  expect(fs.readFileSync(copy(id, 'file'))).toEqual(before);
  expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 1 });
});

it('without rights of its own it repairs in read-only folders too, whose modes and times stay, and names what it may not', async () => {
  const { real, write, copy, read, verify } = createRepairHome();
  write('closed/file', 'content');
  write('foreign/file', 'in a folder of another user');
  fs.chmodSync(path.join(real.source, 'closed/file'), 0o440);
  fs.chmodSync(path.join(real.source, 'closed'), 0o550);
  fs.utimesSync(path.join(real.source, 'closed'), 1_234_567, 1_234_567);
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  for (const name of ['closed/file', 'foreign/file']) rot(copy(id, name));
  await verify(id);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['-R', '65534:65534', real.at('.')]);
  if (isRoot) fs.chownSync(copy(id, 'foreign'), 0, 0);
  const as = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const [program = '', ...args] = [...as, process.execPath, repairProgram, real.home, id];
  const run: RunDetail = JSON.parse(execFileSync(program, args, { encoding: 'utf8' }));
  expect(repairOf(run).items).toMatchObject(
    isRoot
      ? [{ path: path.join(real.source, 'foreign/file'), outcome: 'left' }, { outcome: 'repaired' }]
      : [{ outcome: 'repaired' }, { outcome: 'repaired' }],
  );
  expect(read(id, 'closed/file')).toBe('content');
  const closed = fs.statSync(copy(id, 'closed'));
  expect([closed.mode & 0o777, closed.mtimeMs]).toEqual([0o550, 1_234_567_000]);
  expect(fs.statSync(copy(id, 'closed/file')).mode & 0o777).toBe(0o440);
});
