import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fsPath } from '../../../electron/engine/tools/fs-path.ts';
import { differences } from '../../helpers/compare-trees.ts';
import { createRepairHome, repairOf, rot } from '../../helpers/repair-home.ts';

it('a damaged copy is found in every snapshot that shares it, and each is marked until a check clears it', async () => {
  const { real, write, copy, nameOf, stateOf, verify } = createRepairHome();
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
  const { real, write, copy, read, stateOf, verify, repair, damagedFolder } = createRepairHome();
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
  expect(repairOf(dry)).toMatchObject({ dryRun: true, repaired: 1, fromSource: 1, left: 0 });
  expect(read(first, 'folder/file')).not.toBe('content');
  const run = await repair([first]);
  expect(run).toMatchObject({ outcome: 'succeeded' });
  expect(repairOf(run)).toMatchObject({ repaired: 1, fromSnapshot: 0, fromSource: 1, left: 0, bytes: 7 });
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
  const { real, write, copy, read, nameOf, verify, repair } = createRepairHome();
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
  const result = repairOf(mended);
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
  const { real, write, copy, verify, repair } = createRepairHome();
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
  expect(repairOf(await repair([first]))).toMatchObject({ repaired: 1, fromSnapshot: 1, left: 0 });
  const inodes = [first, second, third].map((id) => fs.statSync(copy(id, 'file')).ino);
  expect(new Set(inodes).size).toBe(1);
  expect((await verify(first, second, third)).outcome).toBe('succeeded');
});

it('brings back what is missing or replaced: files, folders with what they hold, links', async () => {
  const { real, write, copy, verify, repair, damagedFolder } = createRepairHome();
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
  expect(repairOf(run)).toMatchObject({ repaired: 5, left: 0 });
  expect(differences(real.source, copy(second, '.'))).toEqual([]);
  expect(fs.statSync(copy(second, 'folder/deep/file')).ino).toBe(fs.statSync(copy(first, 'folder/deep/file')).ino);
  const kept = fs.readdirSync(path.join(damagedFolder(second), run.id), { recursive: true });
  expect(kept.filter((name) => String(name).endsWith('stranger'))).toHaveLength(1);
  expect((await verify(second)).outcome).toBe('succeeded');
});

it('damage outlives a rebuild of the catalogue, and a good check clears it', async () => {
  const { real, write, copy, nameOf, verify, repair } = createRepairHome();
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
  expect(repairOf(await repair([second]))).toMatchObject({ repaired: 1 });
  expect((await verify(first)).outcome).toBe('succeeded');
});

it('finds the same content in another plan of the repository, and what is right after all', async () => {
  const { real, write, copy, read, verify, repair } = createRepairHome();
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
  expect(repairOf(await repair([id]))).toMatchObject({ repaired: 1, fromSnapshot: 1, sound: 1, left: 0 });
  expect(read(id, 'file')).toBe('content');
  expect((await verify(id)).outcome).toBe('succeeded');
});

it('names of one file within a snapshot stay one file, extended attributes and odd names included', async () => {
  const { real, write, copy, verify, repair } = createRepairHome();
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
  expect(repairOf(await repair([id]))).toMatchObject({ repaired: 2, fromSource: 2, left: 0 });
  expect(fs.statSync(copy(id, 'one')).ino).toBe(fs.statSync(copy(id, 'two')).ino);
  expect(differences(real.source, copy(id, '.'))).toEqual([]);
});

it('a snapshot that is known to be whole takes no time, and one with nothing known says so', async () => {
  const { real, write, repair } = createRepairHome();
  write('file', 'content');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  const run = await repair([id]);
  expect(run).toMatchObject({ outcome: 'succeeded' });
  expect(repairOf(run)).toMatchObject({ repaired: 0, left: 0, sound: 0, items: [] });
});

it('makes a damaged list again where it comes out as it was, to the byte', async () => {
  const { real, write, verify, repair } = createRepairHome();
  write('folder/file', 'content');
  write('other', 'x');
  const plan = real.addPlan('Plan', [real.source]);
  const id = await real.backup(plan);
  const [sums, metadata] = ['SHA256SUMS.gz', 'METADATA.gz'].map((name) => path.join(real.folderOf(id), name));
  const before = [sums, metadata].map((file) => fs.readFileSync(file ?? ''));
  fs.appendFileSync(sums ?? '', 'x');
  fs.rmSync(metadata ?? '');
  expect((await verify(id)).outcome).toBe('failed');
  expect(repairOf(await repair([id], true))).toMatchObject({ repaired: 2, left: 0 });
  const run = await repair([id]);
  expect(repairOf(run)).toMatchObject({ repaired: 2, left: 0 });
  expect([sums, metadata].map((file) => fs.readFileSync(file ?? ''))).toEqual(before);
  expect((await verify(id)).outcome).toBe('succeeded');
});
