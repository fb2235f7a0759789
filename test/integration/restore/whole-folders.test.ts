import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differences, makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let file: (name: string) => string;
beforeEach(() => {
  real = createRealHome();
  file = (name) => path.join(real.source, name);
});
afterEach(() => real.close());

const order = { paths: [] as string[], to: null as string | null, exact: false };
const fill = (...names: readonly string[]): void => {
  for (const name of names) {
    fs.mkdirSync(path.dirname(file(name)), { recursive: true });
    fs.writeFileSync(file(name), `content of ${name}`);
  }
};
const inode = (name: string): number => fs.statSync(file(name)).ino;

describe('a folder that is gone, in one that is still there', () => {
  it('comes back as it was, together with what changed beside it, and nothing else is touched', async () => {
    makeOddTree(file('gone'));
    fill('kept/same', 'kept/changed');
    fs.linkSync(file('kept/same'), file('gone/outside-name'));
    const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
    execFileSync('cp', ['-a', real.source, real.at('original')]);
    execFileSync('rm', ['-rf', file('gone')]);
    fs.writeFileSync(file('kept/changed'), 'changed');
    execFileSync('touch', ['-d', '2001-01-01', file('kept/changed')]);
    fill('kept/extra');
    const run = await real.restore({ ...order, snapshotId, paths: [real.source], exact: true });
    expect(run).toMatchObject({ outcome: 'succeeded', warnings: [], result: { overwritten: 1, deleted: 1 } });
    expect(differences(real.at('original'), real.source)).toBe('');
    expect(inode('gone/one-name')).toBe(inode('gone/nested/third-name'));
    expect(inode('gone/outside-name')).toBe(inode('kept/same'));
    expect((await real.preview({ ...order, snapshotId })).items).toEqual([]);
  });

  it('comes back without what was damaged, or put into the snapshot by somebody', async () => {
    fill('gone/good', 'gone/sub/bad', 'gone/sub/missing', 'gone/sub/right');
    fs.linkSync(file('gone/sub/bad'), file('gone/sub/bad-too'));
    const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
    const copies = path.join(real.folderOf(snapshotId), 'files');
    fs.writeFileSync(`${copies}${file('gone/sub/bad')}`, 'CONTENT OF gone/sub/bad');
    fs.rmSync(`${copies}${file('gone/sub/missing')}`);
    fs.writeFileSync(`${copies}${file('gone/intruder')}`, 'not of this snapshot');
    fs.rmSync(file('gone'), { recursive: true });
    const run = await real.restore({ ...order, snapshotId });
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'restore-incomplete', details: { count: 3 } } });
    expect(run.warnings.map(({ code, path: of }) => `${code} ${of}`).sort()).toEqual(
      ['bad', 'bad-too', 'missing'].map((name) => `file-damaged ${file(`gone/sub/${name}`)}`),
    );
    expect(fs.readdirSync(file('gone')).sort()).toEqual(['good', 'sub']);
    expect(fs.readdirSync(file('gone/sub'))).toEqual(['right']);
  });

  it('of which only a part was chosen: only that part comes back', async () => {
    fill('gone/chosen/a', 'gone/chosen/deep/b', 'gone/other/c', 'gone/d');
    fs.chmodSync(file('gone'), 0o750);
    const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
    fs.rmSync(file('gone'), { recursive: true });
    const paths = [file('gone/chosen'), file('gone/d')];
    expect(await real.restore({ ...order, snapshotId, paths })).toMatchObject({ outcome: 'succeeded', warnings: [] });
    expect(fs.readdirSync(file('gone')).sort()).toEqual(['chosen', 'd']);
    expect(fs.readFileSync(file('gone/chosen/deep/b'), 'utf8')).toBe('content of gone/chosen/deep/b');
    expect(fs.statSync(file('gone')).mode & 0o777).toBe(0o750);
  });
});

it('a large file, and one with holes, come back whole; a damaged large one is not left behind in part', async () => {
  const large = Buffer.alloc(3_500_000, 'large');
  for (const name of ['large', 'large-and-damaged']) fs.writeFileSync(file(name), large);
  fs.writeFileSync(file('holes'), 'begins');
  fs.truncateSync(file('holes'), 9_000_000);
  fs.appendFileSync(file('holes'), 'ends');
  const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
  const copy = fs.openSync(path.join(real.folderOf(snapshotId), 'files', file('large-and-damaged')), 'r+');
  fs.writeSync(copy, 'X', 3_400_000);
  fs.closeSync(copy);
  const run = await real.restore({ ...order, snapshotId, paths: [real.source], to: real.at('to') });
  expect(run.warnings).toMatchObject([{ code: 'file-damaged', path: real.at('to/source/large-and-damaged') }]);
  expect(fs.readdirSync(real.at('to/source')).sort()).toEqual(['holes', 'large']);
  expect(fs.readFileSync(real.at('to/source/large')).equals(large)).toBe(true);
  expect(fs.readFileSync(real.at('to/source/holes')).equals(fs.readFileSync(file('holes')))).toBe(true);
  expect(fs.statSync(real.at('to/source/holes')).blocks).toBeLessThan(1000);
});

it('extended attributes and access control lists that alone differ are told by a dry run and given back in place', async () => {
  fill('note', 'lists/entry', 'untouched');
  execFileSync('setfattr', ['-n', 'user.colour', '-v', 'green', file('note')]);
  execFileSync('setfacl', ['-d', '-m', 'g:65534:rx', file('lists')]);
  const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
  execFileSync('cp', ['-a', real.source, real.at('original')]);
  const before = inode('note');
  execFileSync('setfattr', ['-x', 'user.colour', file('note')]);
  execFileSync('setfacl', ['-k', file('lists')]);
  execFileSync('setfattr', ['-n', 'user.late', '-v', 'new', file('lists/entry')]);
  const request = { ...order, snapshotId, paths: [real.source] };
  const dry = await real.preview(request);
  expect(dry.items).toEqual(['lists', 'lists/entry', 'note'].map((name) => `attributes ${file(name)}`));
  expect(dry.preview).toMatchObject({ totals: { attributes: { entries: 3, bytes: 0 } }, phrase: null, keep: 2 });
  const run = await real.restore(request, dry);
  expect(run).toMatchObject({ outcome: 'succeeded', warnings: [], result: { overwritten: 3, bytes: 0 } });
  expect(differences(real.at('original'), real.source)).toBe('');
  expect(inode('note')).toBe(before);
  expect((await real.preview(request)).items).toEqual([]);
});
