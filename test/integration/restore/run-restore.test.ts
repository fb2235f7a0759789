import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differences, makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, orderOf, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

const order = { paths: [] as string[], to: null as string | null, exact: false };

/** Each path below a folder with what a person sees of it. */
function seen(folder: string): Map<string, string> {
  const list = execFileSync('find', [folder, '-printf', '%p\\t%y %m %U %G %T@ %s %l\\0'], { encoding: 'latin1' });
  return new Map(
    list
      .split('\0')
      .filter(Boolean)
      .map((line) => line.split('\t') as [string, string]),
  );
}

describe('a whole tree', () => {
  it('comes back in place and elsewhere exactly as it was, whatever its names, types and attributes', async () => {
    makeOddTree(real.source);
    const plan = real.addPlan('Odd', [real.source]);
    const snapshotId = await real.backup(plan);
    execFileSync('cp', ['-a', real.source, real.at('original')]);
    const elsewhere = await real.restore({ ...order, snapshotId, paths: [real.source], to: real.at('new/place') });
    expect(elsewhere).toMatchObject({ outcome: 'succeeded', warnings: [] });
    expect(differences(real.at('original'), real.at('new/place/source'))).toBe('');
    fs.rmSync(real.source, { recursive: true });
    const inPlace = await real.restore({ ...order, snapshotId });
    expect(inPlace).toMatchObject({ outcome: 'succeeded', warnings: [] });
    expect(differences(real.at('original'), real.source)).toBe('');
    const inode = (name: string) => fs.statSync(path.join(real.source, name)).ino;
    expect(inode('one-name')).toBe(inode('nested/third-name'));
    expect(fs.statSync(path.join(real.source, 'sparse')).blocks).toBeLessThan(100);
    const again = await real.preview({ ...order, snapshotId });
    expect(again.items).toEqual([]);
    const whole = await real.restore({ ...order, snapshotId, to: real.at('whole') });
    expect(whole.outcome).toBe('succeeded');
    expect(differences(real.at('original'), real.at('whole') + real.source)).toBe('');
  });
});

describe('a dry run', () => {
  it('lists exactly what the restore then does, and the restore deletes nothing without being asked', async () => {
    const file = (name: string) => path.join(real.source, name);
    fs.mkdirSync(file('folder/sub'), { recursive: true });
    for (const name of [
      'same',
      'gone',
      'changed',
      'newer',
      'folder/in',
      'folder/sub/deep',
      'touched',
      'was-file',
      'to-link',
    ])
      fs.writeFileSync(file(name), name);
    fs.mkdirSync(file('was-folder'));
    const plan = real.addPlan('Plan', [real.source]);
    const snapshotId = await real.backup(plan);
    fs.rmSync(file('gone'));
    fs.writeFileSync(file('changed'), 'CHANGED');
    execFileSync('touch', ['-d', '2001-01-01', file('changed')]);
    fs.writeFileSync(file('newer'), 'something newer');
    execFileSync('touch', ['-d', '2100-01-01', file('newer')]);
    fs.rmSync(file('folder/sub'), { recursive: true });
    fs.writeFileSync(file('folder/extra'), 'extra');
    fs.chmodSync(file('touched'), 0o600);
    fs.rmSync(file('was-file'));
    fs.mkdirSync(file('was-file'));
    fs.rmSync(file('was-folder'), { recursive: true });
    fs.writeFileSync(file('was-folder'), 'now a file');
    execFileSync('touch', ['-d', '2001-01-01', file('was-folder')]);
    fs.rmSync(file('to-link'));
    fs.symlinkSync('/etc/hostname', file('to-link'));

    const before = seen(real.source);
    const request = { ...order, snapshotId, paths: [real.source] };
    const dry = await real.preview(request);
    expect(dry.items).toEqual([
      `overwrite ${file('changed')}`,
      `create ${file('folder/sub')}`,
      `create ${file('folder/sub/deep')}`,
      `create ${file('gone')}`,
      `overwrite-newer ${file('newer')}`,
      `overwrite-newer ${file('to-link')}`,
      `attributes ${file('touched')}`,
      `overwrite-newer ${file('was-file')}`,
      `overwrite ${file('was-folder')}`,
    ]);
    expect(dry.preview).toMatchObject({
      totals: { 'overwrite-newer': { entries: 3 }, attributes: { entries: 1, bytes: 0 }, delete: { entries: 0 } },
      ...{ complete: true, phrase: 'overwrite 3' },
    });
    expect(seen(real.source)).toEqual(before);
    const run = await real.restore(request, dry);
    expect(run).toMatchObject({ outcome: 'succeeded', result: { created: 3, overwritten: 6, deleted: 0 } });
    const after = seen(real.source);
    const differing = [...new Set([...before.keys(), ...after.keys()])]
      .filter((name) => before.get(name) !== after.get(name) && !after.get(name)?.startsWith('d 755'))
      .sort();
    const listed = dry.items.map((item) => item.slice(item.indexOf(' ') + 1)).sort();
    expect(listed.filter((name) => !differing.includes(name) && !fs.statSync(name).isDirectory())).toEqual([]);
    expect(differing.filter((name) => !listed.includes(name))).toEqual([]);
    expect(fs.readFileSync(file('folder/extra'), 'utf8')).toBe('extra');
    expect((await real.preview(request)).items).toEqual([]);
  });

  it('with --exact lists what goes, and only that goes; what the plan leaves out stays', async () => {
    const file = (name: string) => path.join(real.source, name);
    fs.mkdirSync(file('folder'));
    fs.writeFileSync(file('folder/kept'), 'kept');
    fs.writeFileSync(file('blocked'), 'a file');
    const plan = real.addPlan('Plan', [real.source], ['*.tmp', 'node_modules/']);
    const snapshotId = await real.backup(plan);
    fs.rmSync(file('blocked'));
    for (const folder of ['blocked/inner', 'extra/sub', 'half/node_modules', 'folder/node_modules'])
      fs.mkdirSync(file(folder), { recursive: true });
    for (const name of ['blocked/inner/x', 'extra/sub/y', 'extra-file', 'note.tmp', 'half/node_modules/z', 'half/w'])
      fs.writeFileSync(file(name), name);
    const loose = { ...order, snapshotId, paths: [real.source] };
    expect((await real.preview(loose)).items).toEqual([]);
    expect(await real.restore(loose)).toMatchObject({
      outcome: 'failed',
      error: { code: 'restore-incomplete' },
      warnings: [{ code: 'not-restored', path: file('blocked') }],
    });
    const dry = await real.preview({ ...loose, exact: true });
    expect(dry.items).toEqual([
      `overwrite-newer ${file('blocked')}`,
      `delete ${file('blocked/inner')}`,
      `delete ${file('blocked/inner/x')}`,
      `delete ${file('extra')}`,
      `delete ${file('extra-file')}`,
      `delete ${file('extra/sub')}`,
      `delete ${file('extra/sub/y')}`,
      `delete ${file('half/w')}`,
    ]);
    expect(dry.preview.phrase).toBe('overwrite 1 and delete 7');
    fs.writeFileSync(file('came-later'), 'not confirmed');
    const changed = await real.restore({ ...loose, exact: true }, dry);
    expect(changed.error).toMatchObject({
      code: 'restore-changed',
      details: { count: 1, examples: [file('came-later')] },
    });
    fs.renameSync(file('came-later'), file('later.tmp'));
    const run = await real.restore({ ...loose, exact: true }, dry);
    expect(run).toMatchObject({ result: { overwritten: 1, deleted: 7 }, warnings: [] });
    expect(fs.readFileSync(file('blocked'), 'utf8')).toBe('a file');
    expect(fs.readdirSync(real.source).sort()).toEqual(['blocked', 'folder', 'half', 'later.tmp', 'note.tmp']);
    expect(fs.existsSync(file('folder/node_modules'))).toBe(true);
  });
});

describe('one file', () => {
  it('comes back without its folder being touched, and never through a link', async () => {
    const docs = path.join(real.source, 'docs');
    fs.mkdirSync(docs, { mode: 0o750 });
    fs.writeFileSync(path.join(docs, 'a.txt'), 'first');
    const plan = real.addPlan('Plan', [real.source]);
    const snapshotId = await real.backup(plan);
    const request = { ...order, snapshotId, paths: [path.join(docs, 'a.txt')] };
    fs.chmodSync(docs, 0o700);
    fs.rmSync(path.join(docs, 'a.txt'));
    expect((await real.restore(request)).result).toMatchObject({ created: 1, overwritten: 0 });
    expect(fs.statSync(docs).mode & 0o777).toBe(0o700);
    expect(fs.readFileSync(path.join(docs, 'a.txt'), 'utf8')).toBe('first');

    fs.renameSync(docs, real.at('moved'));
    fs.rmSync(real.at('moved/a.txt'));
    fs.symlinkSync(real.at('moved'), docs);
    await expect(real.preview(request)).rejects.toMatchObject({ code: 'restore-through-link' });
    const folder = { ...order, snapshotId, paths: [docs] };
    expect((await real.preview(folder)).items).toEqual([
      `overwrite-newer ${docs}`,
      `create ${path.join(docs, 'a.txt')}`,
    ]);
    expect((await real.restore(folder)).outcome).toBe('succeeded');
    expect(fs.lstatSync(docs).isDirectory()).toBe(true);
    expect(fs.readdirSync(real.at('moved'))).toEqual([]);

    fs.rmSync(docs, { recursive: true });
    expect((await real.preview(request)).items).toEqual([`create ${docs}`, `create ${path.join(docs, 'a.txt')}`]);
    expect((await real.restore(request)).outcome).toBe('succeeded');
    expect(fs.statSync(docs).mode & 0o777).toBe(0o750);
  });

  it('whose content was damaged while size and time stayed equal is restored, not skipped', async () => {
    const file = path.join(real.source, 'a.txt');
    fs.writeFileSync(file, 'right');
    execFileSync('touch', ['-d', '2020-01-01', file]);
    const plan = real.addPlan('Plan', [real.source]);
    const snapshotId = await real.backup(plan);
    fs.writeFileSync(file, 'wrong');
    execFileSync('touch', ['-d', '2020-01-01', file]);
    const request = { ...order, snapshotId, paths: [file] };
    expect((await real.preview(request)).items).toEqual([`overwrite ${file}`]);
    await real.restore(request);
    expect(fs.readFileSync(file, 'utf8')).toBe('right');
  });

  it('becomes a link again to its other name, which is left as it is', async () => {
    const file = (name: string) => path.join(real.source, name);
    fs.writeFileSync(file('one'), 'linked');
    fs.linkSync(file('one'), file('two'));
    const plan = real.addPlan('Plan', [real.source]);
    const snapshotId = await real.backup(plan);
    const { ino } = fs.statSync(file('one'));
    fs.rmSync(file('two'));
    expect((await real.restore({ ...order, snapshotId })).result).toMatchObject({ created: 1, overwritten: 0 });
    expect([fs.statSync(file('one')).ino, fs.statSync(file('two')).ino]).toEqual([ino, ino]);
    fs.rmSync(file('two'));
    fs.copyFileSync(file('one'), file('two'));
    execFileSync('touch', ['-r', file('one'), file('two')]);
    expect((await real.preview({ ...order, snapshotId })).items).toEqual([`overwrite ${file('two')}`]);
    await real.restore({ ...order, snapshotId });
    expect(fs.statSync(file('two')).ino).toBe(fs.statSync(file('one')).ino);
  });
});

it('leaves out what is damaged in the snapshot, restores the rest, and says so', async () => {
  const file = (name: string) => path.join(real.source, name);
  for (const name of ['good', 'bad', 'missing']) fs.writeFileSync(file(name), name);
  const plan = real.addPlan('Plan', [real.source]);
  const snapshotId = await real.backup(plan);
  const copies = path.join(real.folderOf(snapshotId), 'files', real.source);
  fs.writeFileSync(path.join(copies, 'bad'), 'BAD');
  fs.rmSync(path.join(copies, 'missing'));
  for (const name of ['good', 'missing']) fs.rmSync(file(name));
  fs.writeFileSync(file('bad'), 'the live one');
  execFileSync('touch', ['-d', '2001-01-01', file('bad')]);
  const run = await real.restore({ ...order, snapshotId, onDamage: 'leave-out' });
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'restore-incomplete', details: { count: 2 } } });
  expect(run.warnings.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
    `file-damaged ${file('bad')}`,
    `file-damaged ${file('missing')}`,
  ]);
  expect(fs.readFileSync(file('bad'), 'utf8')).toBe('the live one');
  expect(fs.readFileSync(file('good'), 'utf8')).toBe('good');
});

it('when cancelled, leaves the folders it made with the modes they had', async () => {
  const modes = { open: 0o755, shared: 0o2775, 'shared/closed': 0o750 };
  for (const [name, mode] of Object.entries(modes)) {
    fs.mkdirSync(path.join(real.source, name));
    fs.chmodSync(path.join(real.source, name), mode);
  }
  fs.writeFileSync(path.join(real.source, 'file'), 'file');
  // What is no file comes first, and folders are made as far as they are needed.
  fs.symlinkSync('file', path.join(real.source, 'to-file'));
  const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
  const request = { ...order, snapshotId, paths: [real.source], to: real.at('to') };
  const { id: previewId } = await real.preview(request);
  const run = await real.run({ kind: 'restore', ...orderOf(request), previewId }, 'restoring');
  expect(run.outcome).toBe('cancelled');
  expect(fs.existsSync(real.at('to/source/file'))).toBe(false);
  for (const [name, mode] of Object.entries(modes)) {
    expect(fs.statSync(real.at(`to/source/${name}`)).mode & 0o7777).toBe(mode);
  }
});

it('refuses what can not be meant', async () => {
  for (const folder of ['a/same', 'b/same']) fs.mkdirSync(path.join(real.source, folder), { recursive: true });
  const plan = real.addPlan('Plan', [real.source]);
  const snapshotId = await real.backup(plan);
  const inside = { ...order, snapshotId, to: path.join(real.repository, 'plans/new') };
  await expect(real.preview(inside)).rejects.toMatchObject({ code: 'restore-into-repository' });
  const paths = ['a/same', 'b/same'].map((folder) => path.join(real.source, folder));
  const twice = { ...order, snapshotId, paths, to: real.at('to') };
  await expect(real.preview(twice)).rejects.toMatchObject({ code: 'invalid-input' });
  const absent = { ...order, snapshotId, paths: [path.join(real.source, 'a/sane')] };
  await expect(real.preview(absent)).rejects.toMatchObject({
    code: 'path-not-found',
    details: { nearest: [...paths, expect.any(String)] },
  });
});

it('never writes or deletes in a repository or a home that lie within what is restored', async () => {
  fs.writeFileSync(path.join(real.source, 'a'), 'a');
  const plan = real.addPlan('Plan', [path.dirname(real.source)], ['home/']);
  const snapshotId = await real.backup(plan);
  const request = { ...order, snapshotId, paths: [path.dirname(real.source)], exact: true };
  expect((await real.preview(request)).items).toEqual([]);
});
