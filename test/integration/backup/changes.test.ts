import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BackupHome, noExclusions, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { differences, fingerprint } from '../../helpers/compare-trees.ts';

let home: BackupHome;

beforeEach(async () => {
  home = await openBackupHome();
});

afterEach(() => home.close());

const bash = (script: string): void => void execFileSync('bash', ['-ec', script], { cwd: home.source });
const inNewest = (path = ''): string => home.newestFiles() + home.source + path;
const inode = (path: string): number => fs.lstatSync(path).ino;

async function backUpWell() {
  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'succeeded', warnings: [] });
  return run;
}

function countRows(): number {
  const db = new Database(`${home.home}/catalogue.sqlite`, { readonly: true });
  try {
    return Number(db.prepare('SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM version)').pluck().get());
  } finally {
    db.close();
  }
}

test('an unchanged run adds no tree and no row, and says when it looked', async () => {
  bash('mkdir d; printf a > d/a; ln d/a b; ln -s a l; mkfifo f');
  await home.addPlan();
  const first = await backUpWell();
  const rows = countRows();
  const second = await backUpWell();
  expect(second.result).toMatchObject({ unchanged: true, files: { added: 0, changed: 0, removed: 0, unchanged: 4 } });
  expect(second.snapshotId).toBe(first.snapshotId);
  expect(home.snapshots()).toHaveLength(1);
  expect(countRows()).toBe(rows);
  const [listed] = await home.engine.services.snapshots.list({});
  expect(Date.parse(listed?.confirmedAt ?? '')).toBeGreaterThan(Date.parse(listed?.completedAt ?? ''));
  await expectSound(home.home);
});

test('content that changed under an equal size and time is in the next snapshot', async () => {
  bash('printf aaaa > written; printf bbbb > replaced; touch -d @1000000000 written replaced');
  await home.addPlan();
  await backUpWell();
  const before = fingerprint(`${home.snapshots()[0]}/files`);
  bash(`printf AAAA | dd of=written conv=notrunc status=none; printf BBBB > other; mv other replaced
    touch -d @1000000000 written replaced`);
  const run = await backUpWell();
  expect(run.result).toMatchObject({ files: { changed: 2, added: 0 } });
  expect(fs.readFileSync(inNewest('/written'), 'utf8')).toBe('AAAA');
  expect(fs.readFileSync(inNewest('/replaced'), 'utf8')).toBe('BBBB');
  expect(fingerprint(`${home.snapshots()[0]}/files`)).toBe(before);
});

test('one version of a package unpacked over another, all times equal, is seen file by file', async () => {
  const stage = home.at('stage');
  const pack = (version: string) => `rm -rf ${stage}; mkdir -p ${stage}/package/lib
    for file in package.json lib/a.js lib/b.js; do printf "${version} $file" > ${stage}/package/$file; done
    find ${stage} -exec touch -d '1985-10-26 08:15:00 UTC' {} +
    tar -cf ${home.at(version)} -C ${stage} package; tar -xf ${home.at(version)}`;
  bash(pack('1.0.1'));
  await home.addPlan();
  await backUpWell();
  bash(pack('1.0.2'));
  await backUpWell();
  expect(fs.readFileSync(inNewest('/package/lib/a.js'), 'utf8')).toBe('1.0.2 lib/a.js');
  expect(differences(home.source, inNewest())).toEqual([]);
});

test('a reused inode with equal size and time is no renamed file', async () => {
  bash('for n in 1 2 3 4 5 6 7 8; do printf "old $n" > "old $n"; done; touch -d @1000000000 old*');
  await home.addPlan();
  await backUpWell();
  bash('rm old*; for n in 1 2 3 4 5 6 7 8; do printf "new $n" > "old $n"; done; touch -d @1000000000 old*');
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
});

test('what did not change shares its inode with the snapshot before, what only got a new mode does not', async () => {
  bash('printf a > same; printf b > mode; printf c > owner; printf d > touched; printf e > xattr');
  await home.addPlan();
  await backUpWell();
  const first = inNewest();
  const before = fingerprint(first);
  bash('chmod 600 mode; chown 7:7 owner; touch touched; setfattr -n user.a -v b xattr');
  await backUpWell();
  expect(inode(inNewest('/same'))).toBe(inode(`${first}/same`));
  for (const name of ['mode', 'owner', 'touched', 'xattr']) {
    expect(inode(inNewest(`/${name}`))).not.toBe(inode(`${first}/${name}`));
  }
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(fingerprint(first)).toBe(before);
});

test('hard links that are added, split, joined or moved are links in the snapshot as they are in the source', async () => {
  bash(`printf one > a; ln a b; printf two > c; printf two > d; touch -r c d; printf three > e; ln e f; mkdir g
    printf four > h; ln h i`);
  await home.addPlan();
  await backUpWell();
  bash('cp -p b new; mv new b; ln -f c d; ln e g/e; mv f g/f; ln a j; rm i');
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(inode(inNewest('/a'))).not.toBe(inode(inNewest('/b')));
  expect(inode(inNewest('/c'))).toBe(inode(inNewest('/d')));
  expect(inode(inNewest('/e'))).toBe(inode(inNewest('/g/f')));
  await expectSound(home.home);
});

test('names of one symbolic link or pipe are links in the snapshot, too', async () => {
  bash('ln -s a one; ln -s a two; ln two two-2; mkfifo three; ln -s a four; ln four four-2');
  await home.addPlan();
  await backUpWell();
  bash('ln one one-2; mv two-2 two-3; ln three three-2; cp -a four new; mv -T new four-2');
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(inode(inNewest('/one'))).toBe(inode(inNewest('/one-2')));
  expect(inode(inNewest('/two'))).toBe(inode(inNewest('/two-3')));
  expect(inode(inNewest('/four'))).not.toBe(inode(inNewest('/four-2')));
  await expectSound(home.home);
});

test('files, folders and links that take each other’s place, go and come back', async () => {
  bash('printf a > file; mkdir -p folder/deep; printf b > folder/deep/b; ln -s file link; printf c > comes-back');
  await home.addPlan();
  await backUpWell();
  bash(
    'rm file; mkdir -p file/deep; printf a > file/deep/a; rm -r folder; ln -s file folder; rm link; printf l > link',
  );
  bash('rm comes-back');
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
  bash('rm -r file folder link; printf a > file; mkdir -p folder/deep; printf b > folder/deep/b; mkfifo link');
  bash('printf c > comes-back');
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
  await expectSound(home.home);
});

test('folders that stay keep their attributes beside those that change, go, come and become something else', async () => {
  bash(`mkdir -p shelf/{kept,opened,gone,file,link,pipe}/deep both/kept/deep 'odd \\n'$'\\xff'/{kept,gone}
    find . -type d -exec touch {}/within ';'
    setfattr -n user.of -v kept shelf/kept; setfattr -n user.of -v opened shelf/opened; chmod 2571 shelf/kept/deep
    setfacl -m u:nobody:r-x shelf/kept shelf/opened; chmod 500 both/kept; find . -exec touch -h -d @1234567890.123456789 {} +`);
  await home.addPlan();
  await backUpWell();
  const before = fingerprint(`${home.snapshots()[0]}/files`);
  bash(`cd shelf; rm -r gone file link pipe; printf f > file; ln -s kept link; mkfifo pipe; mkdir new; printf n > new/n
    setfattr -x user.of opened; setfacl -b opened; chmod 751 opened; touch opened/new opened/deep/new
    printf changed > kept/deep/within; rm -r ../odd*/gone`);
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(fingerprint(`${home.snapshots()[0]}/files`)).toBe(before);
  await expectSound(home.home);
});

test('folders added to a plan, taken from it, narrowed and widened', async () => {
  bash('mkdir -p one/inner two; printf 1 > one/file; printf 2 > one/inner/file; printf 3 > two/file');
  const [one, inner, two] = ['/one', '/one/inner', '/two'].map((name) => home.source + name);
  const plan = await home.addPlan({ folders: [one ?? ''] });
  const change = async (folders: (string | undefined)[]) => {
    const changes = { folders: folders.flatMap((folder) => folder ?? []) };
    await home.engine.services.plans.edit({ plan: plan.id, changes });
    await backUpWell();
    for (const folder of changes.folders) expect(differences(folder, home.newestFiles() + folder)).toEqual([]);
    return fs.readdirSync(inNewest());
  };
  await backUpWell();
  expect(await change([one, two])).toEqual(['one', 'two']);
  expect(await change([two])).toEqual(['two']);
  expect(await change([inner, two])).toEqual(['one', 'two']);
  expect(fs.readdirSync(inNewest('/one'))).toEqual(['inner']);
  expect(await change([one])).toEqual(['one']);
  expect(await change([home.source])).toEqual(['one', 'two']);
  expect(await change([inner])).toEqual(['one']);
  await expectSound(home.home);
});

test('exclusions added later take out what they exclude, and only that', async () => {
  bash(
    'mkdir -p keep cache/x tagged; printf a > keep/a; printf b > keep/b.tmp; printf c > cache/x/c; printf d > tagged/d',
  );
  const plan = await home.addPlan();
  await backUpWell();
  bash('touch tagged/.nobackup; truncate -s 3000 keep/large');
  const exclusions = { ...noExclusions, patterns: ['*.tmp', '/cache'], ifPresent: ['.nobackup'], largerThan: 2000 };
  await home.engine.services.plans.edit({ plan: plan.id, changes: { exclusions } });
  await backUpWell();
  expect(fs.readdirSync(inNewest(), { recursive: true }).sort()).toEqual([
    'keep',
    'keep/a',
    'tagged',
    'tagged/.nobackup',
  ]);
  await home.engine.services.plans.edit({ plan: plan.id, changes: { exclusions: noExclusions } });
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
  await expectSound(home.home);
});

test('exclusions of a first backup hold for names that look like patterns', async () => {
  bash(`mkdir '[a]' 'b\\*' a; touch -- '[a]/x' 'b\\*/x' a/x 'a/*' '-y' 'a/back\\slash' 'a/back\\\\slash'`);
  await home.addPlan({
    exclusions: { ...noExclusions, patterns: ['\\[a\\]', 'b\\\\\\*', '/a/\\*', '-y', 'back\\\\slash'] },
  });
  await backUpWell();
  expect(fs.readdirSync(inNewest(), { recursive: true }).sort()).toEqual(['a', 'a/back\\\\slash', 'a/x']);
  await expectSound(home.home);
});

test('a source below a symbolic link is backed up where it really lies', async () => {
  bash('mkdir -p real/folder; printf a > real/folder/a; ln -s real way');
  await home.addPlan({ folders: [`${home.source}/way/folder`] });
  await backUpWell();
  expect(differences(`${home.source}/real/folder`, inNewest('/real/folder'))).toEqual([]);
  bash('mv real elsewhere; ln -s elsewhere real; printf b > real/folder/b');
  await backUpWell();
  expect(differences(`${home.source}/real/folder`, inNewest('/real/folder'))).toEqual([]);
  await expectSound(home.home);
});

test('the whole file system as a source, all but one folder excluded', async () => {
  bash('mkdir -p sub; printf a > sub/a; ln -s a sub/l');
  const parts = home.source.slice(1).split('/');
  const patterns = parts.flatMap((_, depth) => {
    const above = parts
      .slice(0, depth)
      .map((part) => `/${part}`)
      .join('');
    return [`${above}/*`, `!${above}/${parts[depth]}`];
  });
  await home.addPlan({ folders: ['/'], exclusions: { ...noExclusions, patterns } });
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
  bash('printf b > sub/b; rm sub/l');
  await backUpWell();
  expect(differences(home.source, inNewest())).toEqual([]);
  await expectSound(home.home);
});

test('a repository inside the source is left out, and said', async () => {
  bash('printf a > a');
  const nested = await openBackupHome({ repository: `${home.source}/backups` });
  try {
    await nested.addPlan({ folders: [home.source] });
    expect(await nested.backUp()).toMatchObject({ warnings: [{ code: 'destination-excluded' }] });
    expect(await nested.backUp()).toMatchObject({ warnings: [], result: { unchanged: true } });
    expect(fs.readdirSync(nested.newestFiles() + home.source)).toEqual(['a']);
  } finally {
    await nested.close();
  }
});

test('Holdfast’s own catalogue and journals inside the source are left out without a word', async () => {
  bash('printf a > a');
  await home.addPlan({ folders: [home.folder], exclusions: { ...noExclusions, patterns: ['/repository'] } });
  await backUpWell();
  expect((await backUpWell()).result).toMatchObject({ unchanged: true });
  const kept = fs.readdirSync(home.newestFiles() + home.home);
  expect(kept.filter((name) => name.startsWith('catalogue') || name === 'runs')).toEqual([]);
});
