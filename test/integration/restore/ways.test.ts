import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asOf } from '../../../electron/engine/restore/name-beside.ts';
import { differences, makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let file: (name: string) => string;
beforeEach(() => {
  real = createRealHome();
  file = (name) => path.join(real.source, name);
});
afterEach(() => real.close());

const fill = (...names: readonly string[]): void => {
  for (const name of names) {
    fs.mkdirSync(path.dirname(file(name)), { recursive: true });
    fs.writeFileSync(file(name), `content of ${name}`);
  }
};
const touch = (time: string, ...names: readonly string[]): void => {
  for (const name of names) execFileSync('touch', ['-h', '-d', time, file(name)]);
};
const read = (name: string): string => fs.readFileSync(file(name), 'utf8');
const backup = (): Promise<string> => real.backup(real.addPlan('Plan', [real.source]));

describe('beside the original, with a suffix', () => {
  it('comes a folder as it was, down to attributes and links, and the original stays as it is', async () => {
    makeOddTree(file('odd'));
    const snapshotId = await backup();
    execFileSync('cp', ['-a', real.source, real.at('original')]);
    fs.chmodSync(file('odd/setuid'), 0o600);
    const request = { snapshotId, paths: [file('odd')], suffix: ' (old)' };
    const dry = await real.preview(request);
    expect(dry.items.every((item) => item.startsWith(`beside ${file('odd (old)')}`))).toBe(true);
    expect(dry.preview).toMatchObject({ phrase: null, consequence: null, totals: { create: { entries: 0 } } });
    const run = await real.restore(request, dry);
    expect(run).toMatchObject({ outcome: 'succeeded', warnings: [], result: { created: 0, overwritten: 0 } });
    expect(run.result).toMatchObject({ beside: dry.preview.totals.beside.entries });
    expect(differences(real.at('original/odd'), file('odd (old)'))).toBe('');
    expect(fs.statSync(file('odd (old)/one-name')).ino).toBe(fs.statSync(file('odd (old)/nested/third-name')).ino);
    expect(fs.statSync(file('odd/setuid')).mode & 0o777).toBe(0o600);
    expect((await real.preview(request)).items[0]).toBe(`beside ${file('odd (old) (2)')}`);
  });

  it('come files, links and pipes under free names, with all that belongs to them', async () => {
    fill('letter.txt', 'letter (old).txt', '.hidden');
    fs.symlinkSync('letter.txt', file('link'));
    execFileSync('mkfifo', [file('pipe')]);
    execFileSync('setfattr', ['-n', 'user.colour', '-v', 'green', file('letter.txt')]);
    touch('2020-02-02 02:02:02.123456789', 'letter.txt', 'link', 'pipe');
    const snapshotId = await backup();
    const paths = ['letter.txt', '.hidden', 'link', 'pipe'].map(file);
    const run = await real.restore({ snapshotId, paths, suffix: ' (old)' });
    expect(run).toMatchObject({ outcome: 'succeeded', warnings: [], result: { beside: 4 } });
    const stamp = (name: string) => fs.lstatSync(file(name), { bigint: true }).mtimeNs;
    for (const [name, copy] of Object.entries({
      'letter.txt': 'letter (old) (2).txt',
      link: 'link (old)',
      pipe: 'pipe (old)',
    })) {
      expect(stamp(copy)).toBe(stamp(name));
    }
    expect(read('.hidden (old)')).toBe('content of .hidden');
    expect(fs.readlinkSync(file('link (old)'))).toBe('letter.txt');
    const colour = ['--only-values', '-n', 'user.colour', file('letter (old) (2).txt')];
    expect(execFileSync('getfattr', ['--absolute-names', ...colour], { encoding: 'utf8' })).toBe('green');
    expect(read('letter (old).txt')).toBe('content of letter (old).txt');
  });
});

describe('what is there already', () => {
  it('stays with keep-both, and what the snapshot holds comes beside it', async () => {
    fill('same', 'changed.txt', 'gone', 'kind/inner', 'modes', 'full');
    fs.linkSync(file('changed.txt'), file('other-name'));
    const snapshotId = await backup();
    fs.rmSync(file('gone'));
    fs.rmSync(file('other-name'));
    fs.writeFileSync(file('changed.txt'), 'mine');
    fs.rmSync(file('kind'), { recursive: true });
    fs.writeFileSync(file('kind'), 'now a file');
    fs.chmodSync(file('modes'), 0o600);
    fs.rmSync(file('full'));
    fill('full/of/things');
    const mark = asOf(real.catalogue.snapshots.byId(snapshotId)?.completedAt ?? '', 'minute');
    const request = { snapshotId, conflicts: 'keep-both' as const };
    const dry = await real.preview(request);
    expect(dry.items).toEqual([
      `beside ${file(`changed${mark}.txt`)}`,
      `beside ${file(`full${mark}`)}`,
      `create ${file('gone')}`,
      `beside ${file(`kind${mark}`)}`,
      `beside ${file(`kind${mark}/inner`)}`,
      `create ${file('other-name')}`,
    ]);
    const run = await real.restore(request, dry);
    expect(run).toMatchObject({
      outcome: 'succeeded',
      warnings: [],
      result: { created: 2, beside: 4, overwritten: 0 },
    });
    expect([read('changed.txt'), read(`changed${mark}.txt`)]).toEqual(['mine', 'content of changed.txt']);
    expect([read('kind'), read(`kind${mark}/inner`), read('full/of/things')]).toEqual([
      'now a file',
      'content of kind/inner',
      'content of full/of/things',
    ]);
    expect(fs.statSync(file('other-name')).ino).toBe(fs.statSync(file(`changed${mark}.txt`)).ino);
    expect(fs.statSync(file('modes')).mode & 0o777).toBe(0o600);
  });

  it('stays with keep-newer where it was modified later', async () => {
    fill('newer', 'older', 'gone');
    touch('2020-02-02', 'newer', 'older');
    const snapshotId = await backup();
    for (const name of ['newer', 'older']) fs.writeFileSync(file(name), 'mine');
    touch('2001-01-01', 'older');
    fs.rmSync(file('gone'));
    const request = { snapshotId, conflicts: 'keep-newer' as const };
    const dry = await real.preview(request);
    expect(dry.items).toEqual([`create ${file('gone')}`, `overwrite ${file('older')}`]);
    expect(dry.preview).toMatchObject({ keptNewer: 1, phrase: null });
    expect(await real.restore(request, dry)).toMatchObject({ outcome: 'succeeded', result: { keptNewer: 1 } });
    expect([read('newer'), read('older')]).toEqual(['mine', 'content of older']);
  });

  it('is not looked at where only what is missing comes back, and keeps its attributes', async () => {
    fill('folder/kept', 'folder/gone', 'folder/sub/deep');
    const snapshotId = await backup();
    fs.writeFileSync(file('folder/kept'), 'mine');
    fs.rmSync(file('folder/gone'));
    fs.rmSync(file('folder/sub'), { recursive: true });
    fs.chmodSync(file('folder'), 0o700);
    touch('2001-01-01', 'folder');
    const request = { snapshotId, only: { missing: true, newerThan: null, matching: [] } };
    const dry = await real.preview(request);
    expect(dry.items).toEqual(['folder/gone', 'folder/sub', 'folder/sub/deep'].map((name) => `create ${file(name)}`));
    await real.restore(request, dry);
    expect([read('folder/kept'), read('folder/sub/deep')]).toEqual(['mine', 'content of folder/sub/deep']);
    const { mode, mtime } = fs.statSync(file('folder'));
    expect([mode & 0o777, mtime.getFullYear()]).toEqual([0o700, 2001]);
  });

  it('is read where it seems to be the same, if that is asked for', async () => {
    fill('damaged', 'touched', 'right');
    touch('2020-02-02', 'damaged', 'touched', 'right');
    const snapshotId = await backup();
    touch('2021-01-01', 'touched');
    const request = { snapshotId, compareContent: true };
    expect((await real.preview(request)).items).toEqual([`attributes ${file('touched')}`]);
    expect((await real.preview({ snapshotId })).items).toEqual([`overwrite-newer ${file('touched')}`]);
    expect(await real.restore(request)).toMatchObject({ outcome: 'succeeded', result: { bytes: 0 } });
    expect(fs.statSync(file('touched')).mtime.getFullYear()).toBe(2020);
  });
});

describe('filters', () => {
  it('take what matches, with the folders it needs and no others', async () => {
    fill('a/one.txt', 'a/two.md', 'b/three.md', 'notes/x.md', 'notes/deep/y', 'four.txt');
    const snapshotId = await backup();
    execFileSync('find', [real.source, '-mindepth', '1', '-delete']);
    const only = { missing: false, newerThan: null, matching: ['*.txt', 'notes/'] };
    expect(await real.restore({ snapshotId, only })).toMatchObject({ outcome: 'succeeded', result: { created: 7 } });
    expect(
      execFileSync('find', ['.', '-type', 'f'], { cwd: real.source, encoding: 'utf8' }).split('\n').sort(),
    ).toEqual(['', './a/one.txt', './four.txt', './notes/deep/y', './notes/x.md']);
    expect(fs.existsSync(file('b'))).toBe(false);
  });

  it('take what was modified later than a moment', async () => {
    fill('old/a', 'old/b', 'new');
    touch('2001-01-01', 'old/a', 'old/b', 'old');
    touch('2020-02-02', 'new');
    const snapshotId = await backup();
    fs.rmSync(file('old'), { recursive: true });
    fs.rmSync(file('new'));
    const only = { missing: false, newerThan: '2010-01-01T00:00:00.000Z', matching: [] };
    expect((await real.preview({ snapshotId, only, paths: [file('old'), file('new')] })).items).toEqual([
      `create ${file('new')}`,
    ]);
  });
});
