import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { acquirePlanLock } from '../../../electron/engine/repository/plan-lock.ts';
import { fsPath } from '../../../electron/engine/tools/fs-path.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { differences } from '../../helpers/compare-trees.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';

const repairProgram = fileURLToPath(new URL('../../fixtures/repair.ts', import.meta.url));

let real: RealHome;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

const write = (name: string, content: string) => {
  const file = path.join(real.source, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
};
const copy = (id: string, name: string) => path.join(real.folderOf(id), 'files', real.source, name);
const read = (id: string, name: string) => fs.readFileSync(copy(id, name), 'utf8');
const nameOf = (id: string) => path.basename(real.folderOf(id));
const stateOf = (id: string) => JSON.parse(fs.readFileSync(path.join(real.folderOf(id), 'state.json'), 'utf8'));
const verify = (...snapshotIds: string[]) => real.run({ kind: 'verify', snapshotIds });
const repair = (snapshotIds: string[], dryRun = false) => real.run({ kind: 'repair', snapshotIds, dryRun });
const resultOf = (run: RunDetail) => {
  if (run.result?.kind !== 'repair') throw new Error(JSON.stringify(run));
  return run.result;
};
const damagedFolder = (id: string) => path.join(path.dirname(path.dirname(real.folderOf(id))), 'damaged');

/** Writes through the inode, as a failing disk does: neither size nor time tell. */
function rot(file: string, content?: string): void {
  const stats = fs.statSync(file);
  const before = fs.readFileSync(file);
  const after = content === undefined ? Buffer.from(before.map((byte) => byte ^ 1)) : Buffer.from(content);
  fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, after);
  fs.chmodSync(file, stats.mode & 0o7777);
  fs.utimesSync(file, stats.atime, stats.mtime);
}

it('a damaged copy is found in every snapshot that shares it, and each is marked until a check clears it', async () => {
  write('file', 'content');
  write('other', 'one');
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  write('other', 'two');
  const second = await real.backup(plan);
  rot(copy(first, 'file'));
  const run = await verify(second);
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'damaged' } });
  expect(run.error?.message).toContain(`holdfast repair ${nameOf(second)}`);
  const { damaged } = run.result?.kind === 'verify' ? run.result : { damaged: [] };
  expect(damaged).toMatchObject([{ snapshot: nameOf(second), sharedWith: [nameOf(first)] }]);
  for (const id of [first, second]) {
    expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 1 });
    expect(stateOf(id).damaged).toMatchObject([{ path: path.join(real.source, 'file') }]);
  }
  const page = real.catalogue.damage.page(first, { path: '/', after: undefined, limit: 10 });
  expect(page.items).toMatchObject([{ path: path.join(real.source, 'file'), sharedWith: [nameOf(second)] }]);
  rot(copy(first, 'file'));
  expect((await verify(first)).outcome).toBe('succeeded');
  expect(real.catalogue.snapshots.byId(first)).toMatchObject({ damaged: 0 });
  expect(real.catalogue.snapshots.byId(second)).toMatchObject({ damaged: 1 });
});

it('repairs from the source under all names at once, keeps the damaged copy aside and changes nothing else', async () => {
  write('folder/file', 'content');
  write('other', 'one');
  fs.chmodSync(path.join(real.source, 'folder/file'), 0o640);
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  const good = real.at('good');
  fs.cpSync(real.folderOf(first), good, { recursive: true, preserveTimestamps: true });
  write('other', 'two');
  const second = await real.backup(plan);
  const before = differences(real.source, copy(second, '.'));
  rot(copy(first, 'folder/file'));
  await verify(first);
  const dry = await repair([first], true);
  expect(resultOf(dry)).toMatchObject({ dryRun: true, repaired: 1, fromSource: 1, left: 0 });
  expect(read(first, 'folder/file')).not.toBe('content');
  const run = await repair([first]);
  expect(run).toMatchObject({ outcome: 'succeeded' });
  expect(resultOf(run)).toMatchObject({ repaired: 1, fromSnapshot: 0, fromSource: 1, left: 0, bytes: 7 });
  for (const id of [first, second]) {
    expect(read(id, 'folder/file')).toBe('content');
    expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 0, verifiedAt: null });
    expect(stateOf(id)).toMatchObject({ damaged: [] });
  }
  expect(fs.statSync(copy(first, 'folder/file')).ino).toBe(fs.statSync(copy(second, 'folder/file')).ino);
  expect(differences(real.source, copy(second, '.'))).toEqual(before);
  const kept = path.join(damagedFolder(first), run.id);
  expect(fs.readFileSync(path.join(kept, '1/file'), 'utf8')).not.toBe('content');
  const note = JSON.parse(fs.readFileSync(path.join(kept, '1.json'), 'utf8'));
  expect(note).toMatchObject({ path: path.join(real.source, 'folder/file'), from: { snapshot: null } });
  expect(note.snapshots).toHaveLength(2);
  expect((await verify(first, second)).outcome).toBe('succeeded');
  const next = await real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false });
  expect(next).toMatchObject({ outcome: 'succeeded', result: { unchanged: true }, warnings: [] });
});

it('takes the content from another inode: of the same version by a link, of another name by a copy with its own attributes', async () => {
  write('moved', 'moved content');
  write('twin', 'shared by two');
  write('gone', 'deleted at the source');
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  // A name of its own with the same content, and other attributes.
  write('twin of it', 'shared by two');
  fs.chmodSync(path.join(real.source, 'twin of it'), 0o600);
  fs.utimesSync(path.join(real.source, 'twin of it'), 1_000_000, 1_000_000);
  fs.renameSync(path.join(real.source, 'moved'), path.join(real.source, 'moved on'));
  const second = await real.backup(plan);
  expect(fs.statSync(copy(second, 'moved on')).ino).toBe(fs.statSync(copy(first, 'moved')).ino);
  for (const name of ['moved on', 'twin', 'gone']) fs.rmSync(path.join(real.source, name));
  rot(copy(first, 'moved'));
  rot(copy(first, 'twin'), 'cut off');
  fs.rmSync(copy(first, 'gone'));
  const run = await verify(first);
  expect(run.result).toMatchObject({ missing: [{ path: path.join(real.source, 'gone'), sharedWith: [] }] });
  expect(real.catalogue.damage.of(second).map((found) => path.basename(found.path))).toEqual(['moved on', 'twin']);
  const mended = await repair([first]);
  const result = resultOf(mended);
  expect(result).toMatchObject({ repaired: 2, fromSnapshot: 2, fromSource: 0, left: 1 });
  expect(mended).toMatchObject({ outcome: 'failed', error: { code: 'repair-incomplete', details: { count: 1 } } });
  expect(result.items[0]).toMatchObject({
    path: path.join(real.source, 'moved'),
    snapshots: [nameOf(first), nameOf(second)],
    outcome: 'left',
    next: 'none',
  });
  expect(read(first, 'twin')).toBe('shared by two');
  expect(fs.statSync(copy(first, 'twin')).mode & 0o777).toBe(0o644);
  expect(fs.statSync(copy(first, 'twin')).mtimeMs).not.toBe(1_000_000_000);
  expect(fs.statSync(copy(first, 'twin')).ino).toBe(fs.statSync(copy(second, 'twin')).ino);
  expect(fs.statSync(copy(first, 'gone')).ino).toBe(fs.statSync(copy(second, 'gone')).ino);
  expect(real.catalogue.damage.of(first).map((found) => path.basename(found.path))).toEqual(['moved']);
  expect(real.catalogue.damage.of(second).map((found) => path.basename(found.path))).toEqual(['moved on']);
  expect(real.catalogue.snapshots.byId(second)).toMatchObject({ damaged: 1 });
});

it('a copy that a later backup made anew gets the names of the damaged one', async () => {
  write('file', 'content');
  // Recorded two seconds after the change: its ctime can be trusted.
  await delay(2100);
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  write('other', 'x');
  const second = await real.backup(plan);
  rot(copy(first, 'file'));
  await verify(second);
  write('other', 'y');
  const third = await real.backup(plan);
  expect(fs.statSync(copy(third, 'file')).ino).not.toBe(fs.statSync(copy(second, 'file')).ino);
  fs.rmSync(path.join(real.source, 'file'));
  expect(resultOf(await repair([first]))).toMatchObject({ repaired: 1, fromSnapshot: 1, left: 0 });
  const inodes = [first, second, third].map((id) => fs.statSync(copy(id, 'file')).ino);
  expect(new Set(inodes).size).toBe(1);
  expect((await verify(first, second, third)).outcome).toBe('succeeded');
});

it('brings back what is missing or replaced: files, folders with what they hold, links', async () => {
  write('kept', '1');
  write('folder/deep/file', 'deep');
  write('replaced', 'replaced');
  fs.symlinkSync('kept', path.join(real.source, 'folder/link'));
  fs.chmodSync(path.join(real.source, 'folder/deep'), 0o750);
  fs.utimesSync(path.join(real.source, 'folder/deep'), 1_234_567, 1_234_567);
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  write('kept', '2');
  const second = await real.backup(plan);
  fs.rmSync(copy(second, 'folder'), { recursive: true });
  fs.rmSync(copy(second, 'replaced'));
  fs.mkdirSync(copy(second, 'replaced'));
  fs.writeFileSync(path.join(copy(second, 'replaced'), 'stranger'), 'kept aside');
  await verify(second);
  expect(real.catalogue.snapshots.byId(second)).toMatchObject({ damaged: 5 });
  expect(real.catalogue.snapshots.byId(first)).toMatchObject({ damaged: 0 });
  const run = await repair([second]);
  expect(run).toMatchObject({ outcome: 'succeeded' });
  expect(resultOf(run)).toMatchObject({ repaired: 5, left: 0 });
  expect(differences(real.source, copy(second, '.'))).toEqual([]);
  expect(fs.statSync(copy(second, 'folder/deep/file')).ino).toBe(fs.statSync(copy(first, 'folder/deep/file')).ino);
  const kept = fs.readdirSync(path.join(damagedFolder(second), run.id), { recursive: true });
  expect(kept.filter((name) => String(name).endsWith('stranger'))).toHaveLength(1);
  expect((await verify(second)).outcome).toBe('succeeded');
});

it('says what is left and what to do: the source has changed, or an older version is whole, or the list is damaged', async () => {
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
  const run = await repair([second]);
  expect(run.error).toMatchObject({ code: 'repair-incomplete', details: { count: 3 } });
  const steps = resultOf(run).items.map((item) => [path.basename(item.path), item.outcome, item.next]);
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

it('damage outlives a rebuild of the catalogue, and a good check clears it', async () => {
  write('file', 'content');
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  write('other', 'x');
  const second = await real.backup(plan);
  rot(copy(first, 'file'));
  await verify(first);
  await real.run({ kind: 'rebuild', repositoryIds: [plan.plan.repositoryId] });
  for (const [id, other] of [
    [first, second],
    [second, first],
  ] as const) {
    expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 1 });
    const { items } = real.catalogue.damage.page(id, { path: '/', after: undefined, limit: 1 });
    expect(items).toMatchObject([
      { path: path.join(real.source, 'file'), missing: false, sharedWith: [nameOf(other)] },
    ]);
  }
  expect(resultOf(await repair([second]))).toMatchObject({ repaired: 1 });
  expect((await verify(first)).outcome).toBe('succeeded');
});

it('finds the same content in another plan of the repository, and what is right after all', async () => {
  write('file', 'content');
  write('right', 'right');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  const other = real.addPlan('Other', [real.source]);
  await real.backup(other);
  for (const name of ['file', 'right']) fs.rmSync(path.join(real.source, name));
  rot(copy(id, 'file'));
  rot(copy(id, 'right'));
  await verify(id);
  rot(copy(id, 'right'));
  expect(resultOf(await repair([id]))).toMatchObject({ repaired: 1, fromSnapshot: 1, sound: 1, left: 0 });
  expect(read(id, 'file')).toBe('content');
  expect((await verify(id)).outcome).toBe('succeeded');
});

it('names of one file within a snapshot stay one file, extended attributes and odd names included', async () => {
  const odd = 'odd \uf7ff\nname';
  const oddFile = Buffer.concat([Buffer.from(`${real.source}/odd `), Buffer.from([0xff]), Buffer.from('\nname')]);
  fs.writeFileSync(oddFile, 'odd content');
  write('one', 'linked content');
  fs.linkSync(path.join(real.source, 'one'), path.join(real.source, 'two'));
  execFileSync('setfattr', ['-n', 'user.note', '-v', 'kept', path.join(real.source, 'one')]);
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  rot(copy(id, 'one'), 'cut');
  fs.writeFileSync(fsPath(copy(id, odd)), 'ODD content');
  await verify(id);
  expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 3 });
  expect(resultOf(await repair([id]))).toMatchObject({ repaired: 2, fromSource: 2, left: 0 });
  expect(fs.statSync(copy(id, 'one')).ino).toBe(fs.statSync(copy(id, 'two')).ino);
  expect(differences(real.source, copy(id, '.'))).toEqual([]);
});

it.skipIf(!canMount)(
  'a full disk leaves what there is no room for, and says so; what needs none is repaired',
  async () => {
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
        expect(resultOf(run)).toMatchObject({ repaired: 1, left: 1 });
        expect(resultOf(run).items[0]).toMatchObject({ outcome: 'left', next: 'make-room' });
        expect(fs.readFileSync(copyOf(second, 'file'), 'utf8')).toBe('content');
        fs.rmSync(path.join(small.repository, 'filler'));
        const again = await small.run({ kind: 'repair', snapshotIds: [second], dryRun: false });
        expect(resultOf(again)).toMatchObject({ repaired: 1, left: 0 });
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
  expect(resultOf(run)).toMatchObject({ left: 0 });
  expect((await verify(first, second)).outcome).toBe('succeeded');
  for (let number = 0; number < many; number += 1) {
    expect(fs.statSync(copy(first, `file ${number}`)).ino).toBe(fs.statSync(copy(second, `file ${number}`)).ino);
  }
  expect(fs.readdirSync(path.join(path.dirname(aside), 'incomplete'))).toEqual([]);
}, 180_000);

it('a run that holds the plan, or a cancelled repair, leaves everything as it was', async () => {
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
    expect(resultOf(await repair([id], true))).toMatchObject({ repaired: 1 });
  } finally {
    lock.release();
  }
  expect(fs.readFileSync(copy(id, 'file'))).toEqual(before);
  expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 1 });
});

it('a snapshot that is known to be whole takes no time, and one with nothing known says so', async () => {
  write('file', 'content');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  const run = await repair([id]);
  expect(run).toMatchObject({ outcome: 'succeeded' });
  expect(resultOf(run)).toMatchObject({ repaired: 0, left: 0, sound: 0, items: [] });
});

it('without rights of its own it repairs in read-only folders too, whose modes and times stay, and names what it may not', async () => {
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
  expect(resultOf(run).items).toMatchObject(
    isRoot
      ? [{ path: path.join(real.source, 'foreign/file'), outcome: 'left' }, { outcome: 'repaired' }]
      : [{ outcome: 'repaired' }, { outcome: 'repaired' }],
  );
  expect(read(id, 'closed/file')).toBe('content');
  const closed = fs.statSync(copy(id, 'closed'));
  expect([closed.mode & 0o777, closed.mtimeMs]).toEqual([0o550, 1_234_567_000]);
  expect(fs.statSync(copy(id, 'closed/file')).mode & 0o777).toBe(0o440);
});

it('makes a damaged list again where it comes out as it was, to the byte', async () => {
  write('folder/file', 'content');
  write('other', 'x');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  const [sums, metadata] = ['SHA256SUMS.gz', 'METADATA.gz'].map((name) => path.join(real.folderOf(id), name));
  const before = [sums, metadata].map((file) => fs.readFileSync(file ?? ''));
  fs.appendFileSync(sums ?? '', 'x');
  fs.rmSync(metadata ?? '');
  expect((await verify(id)).outcome).toBe('failed');
  expect(resultOf(await repair([id], true))).toMatchObject({ repaired: 2, left: 0 });
  const run = await repair([id]);
  expect(resultOf(run)).toMatchObject({ repaired: 2, left: 0 });
  expect([sums, metadata].map((file) => fs.readFileSync(file ?? ''))).toEqual(before);
  expect((await verify(id)).outcome).toBe('succeeded');
});
