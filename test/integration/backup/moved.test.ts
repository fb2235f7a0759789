import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences, fingerprint } from '../../helpers/compare-trees.ts';

let home: BackupHome;
let first: string;
let before: string;

beforeEach(async () => {
  home = await openBackupHome();
});

afterEach(() => home.close());

const bash = (script: string): void => void execFileSync('bash', ['-ec', script], { cwd: home.source });
const inNewest = (path = ''): string => home.newestFiles() + home.source + path;
const inode = (path: string): number => fs.lstatSync(path).ino;

/** The first snapshot, of what the script makes. */
async function backUpFirst(script: string): Promise<void> {
  bash(script);
  await home.addPlan();
  await home.backUp();
  first = inNewest();
  before = fingerprint(first);
}

/** The snapshot after it, equal to the source in everything; the first is as it was. */
async function backUpMoved(fullChecksum = false) {
  const run = await home.backUp({ fullChecksum });
  expect(run).toMatchObject({ outcome: 'succeeded', warnings: [], result: { unchanged: false } });
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(fingerprint(first)).toBe(before);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  await expectSound(home.home);
  return run;
}

/** Names in the first snapshot and in the newest that are one file. */
function expectOneFile(names: Record<string, string>): void {
  for (const [from, to] of Object.entries(names))
    expect([from, inode(inNewest(`/${to}`))]).toEqual([from, inode(`${first}/${from}`)]);
}

function expectCopied(names: Record<string, string>): void {
  for (const [from, to] of Object.entries(names)) {
    expect([from, inode(inNewest(`/${to}`))]).not.toEqual([from, inode(`${first}/${from}`)]);
  }
}

test('renamed and moved files, folders of them, and files that changed places are linked, and nothing is copied', async () => {
  await backUpFirst(`for name in file over onto left right empty $'b\\xffd'; do printf "of $name" > "$name"; done; : > empty
    mkdir -p folder/deep/er other; printf 1 > folder/one; printf 2 > folder/deep/two; printf 3 > folder/deep/er/three
    printf 4 > other/four; printf 5 > becomes-folder; mkdir becomes-file; printf 6 > becomes-file/six
    setfattr -n user.kept -v yes file; setfacl -m u:7:r folder/one; truncate -s 3M holes`);
  bash(`mv file renamed; mv over onto; mv left tmp; mv right left; mv tmp right; mv empty none; mv $'b\\xffd' odd; mv holes gaps
    mv folder moved; mv other/four moved/deep/four; mv becomes-folder five; mkdir becomes-folder; mv five becomes-folder/five
    mv becomes-file/six six; rmdir becomes-file; mv six becomes-file`);
  const run = await backUpMoved();
  expectOneFile({ file: 'renamed', over: 'onto', left: 'right', right: 'left', empty: 'none', holes: 'gaps' });
  expectOneFile({ 'folder/one': 'moved/one', 'folder/deep/two': 'moved/deep/two' });
  expectOneFile({ 'folder/deep/er/three': 'moved/deep/er/three', 'other/four': 'moved/deep/four' });
  expectOneFile({ 'becomes-folder': 'becomes-folder/five', 'becomes-file/six': 'becomes-file' });
  expect(run.result).toMatchObject({ files: { moved: 13, bytesCopied: 0 } });
  expect((await home.backUp()).result).toMatchObject({ unchanged: true });
});

test('a moved file that is not as it was is copied, and its old snapshot stays as it is', async () => {
  await backUpFirst(`for name in content time mode owner xattr acl plain; do printf "of $name" > $name; done
    mkdir folder; printf deep > folder/deep; touch -d @1000000000 content`);
  bash(`printf OF | dd of=content conv=notrunc status=none; touch -d @1000000000 content; touch time; chmod 600 mode
    chown 7:7 owner; setfattr -n user.a -v b xattr; setfacl -m u:7:r acl; mv folder moved; setfattr -n user.a -v b moved/deep
    for name in content time mode owner xattr acl plain; do mv $name moved-$name; done`);
  const run = await backUpMoved();
  const copied = ['content', 'time', 'mode', 'owner', 'xattr', 'acl'];
  expectCopied(Object.fromEntries(copied.map((name) => [name, `moved-${name}`])));
  expectCopied({ 'folder/deep': 'moved/deep' });
  expectOneFile({ plain: 'moved-plain' });
  expect(run.result).toMatchObject({ files: { moved: 1 } });
});

test('names of one file stay one file when some or all of them move, and those that were split do not become one', async () => {
  await backUpFirst(
    `for name in some all split; do printf "of $name" > $name; ln $name $name-2; done; mkdir away; printf a > alone`,
  );
  bash(
    `mv some-2 away; mv all away; mv all-2 all-3; cp -p split new; mv new split; mv split-2 split-3; mv alone away; ln away/alone two`,
  );
  const run = await backUpMoved();
  expectOneFile({ some: 'some', 'some-2': 'away/some-2', all: 'away/all', 'all-2': 'all-3' });
  expectOneFile({ alone: 'away/alone' });
  expect(inode(inNewest('/away/alone'))).toBe(inode(inNewest('/two')));
  expect(inode(inNewest('/split'))).not.toBe(inode(inNewest('/split-3')));
  expect(run.result).toMatchObject({ files: { bytesCopied: 'of split'.length } });
});

test('a moved file whose copy in the newest snapshot was lost or altered is copied', async () => {
  await backUpFirst(`for name in lost shorter rotten; do printf "content of $name" > $name; done
    touch -d @1000000000 rotten`);
  fs.rmSync(`${first}/lost`);
  fs.writeFileSync(`${first}/shorter`, 'content');
  fs.writeFileSync(`${first}/rotten`, 'CONTENT OF rotten');
  fs.utimesSync(`${first}/rotten`, 1e9, 1e9);
  const altered = fingerprint(first);
  bash('for name in lost shorter rotten; do mv $name moved-$name; done');
  expect(await home.backUp({ fullChecksum: true })).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(fingerprint(first)).toBe(altered);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
});

test('moved to a folder that joins the plan: linked, and the rest of the folder is copied', async () => {
  bash('mkdir -p old/deep new; printf a > old/a; printf b > old/deep/b; printf c > new/c; ln -s c new/link');
  const [old = '', next = ''] = ['/old', '/new'].map((name) => home.source + name);
  const plan = await home.addPlan({ folders: [old] });
  await home.backUp();
  first = inNewest();
  bash('mv old/deep new/deep');
  await home.engine.services.plans.edit({ plan: plan.id, changes: { folders: [old, next] } });
  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'succeeded', warnings: [], result: { files: { moved: 1, bytesCopied: 1 } } });
  expectOneFile({ 'old/deep/b': 'new/deep/b', 'old/a': 'old/a' });
  for (const folder of [old, next]) expect(differences(folder, home.newestFiles() + folder)).toEqual([]);
  await expectSound(home.home);
});
