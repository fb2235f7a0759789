import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { differences } from '../../helpers/compare-trees.ts';
import { canMount, mountTmpfs, remountReadOnly, unmount } from '../../helpers/volumes.ts';

let home: BackupHome;
let mounted: string[] = [];

afterEach(async () => {
  await home.close();
  for (const folder of mounted.toReversed()) unmount(folder);
  for (const folder of mounted) fs.rmSync(path.dirname(folder), { recursive: true, force: true });
  mounted = [];
});

const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: home.source });
const inNewest = (path = ''): string => home.newestFiles() + home.source + path;
const error = (run: RunDetail) => ({ outcome: run.outcome, code: run.error?.code });

async function listed(): Promise<number> {
  return (await home.engine.services.snapshots.list({})).length;
}

describe('sources', () => {
  beforeEach(async () => {
    home = await openBackupHome();
    bash('mkdir one two; printf 1 > one/file; printf 2 > two/file');
    await home.addPlan({ folders: [`${home.source}/one`, `${home.source}/two`] });
    await home.backUp();
  });

  test('a missing or emptied source is carried, the others are backed up, and the run has failed', async () => {
    bash('mv two away; printf changed > one/file');
    const run = await home.backUp();
    expect(error(run)).toEqual({ outcome: 'failed', code: 'source-missing' });
    expect(run.snapshotId).not.toBeNull();
    expect(fs.readFileSync(inNewest('/one/file'), 'utf8')).toBe('changed');
    expect(fs.readFileSync(inNewest('/two/file'), 'utf8')).toBe('2');
    bash('mkdir two');
    expect(error(await home.backUp())).toEqual({ outcome: 'failed', code: 'source-missing' });
    expect(fs.readFileSync(inNewest('/two/file'), 'utf8')).toBe('2');
    bash('rmdir two; mv away two');
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
    for (const folder of ['/one', '/two']) expect(differences(home.source + folder, inNewest(folder))).toEqual([]);
    await expectSound(home.home);
  });

  test('emptiness that is meant is accepted, until the folder has files again', async () => {
    const { services } = home.engine;
    const accept = { plan: 'Plan 1', changes: { acceptEmpty: true } };
    bash('rm two/file');
    await services.plans.edit(accept);
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    expect(fs.readdirSync(inNewest('/two'))).toEqual([]);
    bash('printf again > two/file');
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    bash('rm two/file');
    expect(error(await home.backUp())).toEqual({ outcome: 'failed', code: 'source-missing' });
    await services.plans.edit(accept);
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    await expectSound(home.home);
  });

  test('sources of which nothing can be backed up are a failure, not a success with nothing done', async () => {
    bash('mv one elsewhere; mv two elsewhere2');
    const before = await listed();
    expect(error(await home.backUp())).toEqual({ outcome: 'failed', code: 'source-missing' });
    expect(fs.readFileSync(inNewest('/one/file'), 'utf8')).toBe('1');
    expect(await listed()).toBe(before + 1);
  });

  test('a repository that went away is missing, and nothing is made in its place', async () => {
    fs.renameSync(home.repository, home.at('gone'));
    expect(error(await home.backUp())).toEqual({ outcome: 'skipped', code: 'destination-missing' });
    expect(fs.existsSync(home.repository)).toBe(false);
    fs.mkdirSync(home.repository);
    expect(error(await home.backUp())).toEqual({ outcome: 'skipped', code: 'destination-not-mounted' });
    expect(fs.readdirSync(home.repository)).toEqual([]);
    fs.rmdirSync(home.repository);
    fs.renameSync(home.at('gone'), home.repository);
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
  });
});

describe.runIf(canMount)('volumes', () => {
  const megabyte = 1024 * 1024;

  async function openOn(options: string): Promise<void> {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-volume-')));
    mountTmpfs(`${folder}/drive`, options);
    mounted.push(`${folder}/drive`);
    home = await openBackupHome({ repository: `${folder}/drive/repository` });
    await home.engine.services.settings.set({ keepFreeBytes: megabyte });
  }

  /** Takes what is there. */
  function fillUp(file: string): void {
    try {
      fs.writeFileSync(file, Buffer.alloc(9 * megabyte));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  test('a read-only volume is refused, and works again once it can be written', async () => {
    await openOn('size=20m');
    bash('printf a > a');
    await home.addPlan();
    await home.backUp();
    remountReadOnly(mounted[0] ?? '');
    bash('printf b > b');
    expect(error(await home.backUp())).toMatchObject({ code: 'destination-read-only' });
    execFileSync('mount', ['-o', 'remount,rw', mounted[0] ?? '']);
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    expect(differences(home.source, inNewest())).toEqual([]);
    await expectSound(home.home);
  });

  test('another volume in the same place is not written to', async () => {
    await openOn('size=20m');
    bash('printf a > a');
    await home.addPlan();
    await home.backUp();
    const [drive = ''] = mounted;
    execFileSync('cp', ['-a', `${drive}/repository`, home.at('copy')]);
    mountTmpfs(drive, 'size=20m');
    mounted.push(drive);
    execFileSync('cp', ['-a', home.at('copy'), `${drive}/repository`]);
    fs.writeFileSync(
      `${drive}/repository/holdfast-repository.json`,
      JSON.stringify({ format: 1, id: crypto.randomUUID(), createdAt: new Date().toISOString() }),
    );
    expect(error(await home.backUp())).toEqual({ outcome: 'skipped', code: 'destination-wrong-volume' });
    expect(fs.existsSync(`${drive}/repository/plans/plan-1/incomplete`)).toBe(
      fs.existsSync(home.at('copy/plans/plan-1/incomplete')),
    );
  });

  test('what will not fit is refused before anything is copied; with space again the next run is fine', async () => {
    await openOn('size=20m');
    bash('printf a > a');
    await home.addPlan();
    await home.backUp();
    bash('head -c 30000000 /dev/urandom > large');
    expect(error(await home.backUp())).toEqual({ outcome: 'failed', code: 'destination-full' });
    expect(await listed()).toBe(1);
    bash('rm large; printf b > b');
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    expect(differences(home.source, inNewest())).toEqual([]);
    await expectSound(home.home);
  });

  test('a volume that fills up while it is copied to: what was copied counts for the next run', async () => {
    await openOn('size=20m');
    bash('for n in 1 2 3 4 5 6; do head -c 2000000 /dev/urandom > f$n; done');
    await home.addPlan();
    const [drive = ''] = mounted;
    fs.writeFileSync(`${drive}/in the way`, '');
    const run = await home.backUp({
      watch: ({ phase }) => phase === 'copying' && fillUp(`${drive}/in the way`),
    });
    fs.rmSync(`${drive}/in the way`);
    if (run.outcome === 'failed') expect(run.error?.code).toBe('destination-full');
    expect(await listed()).toBe(run.outcome === 'failed' ? 0 : 1);
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    expect(differences(home.source, inNewest())).toEqual([]);
    await expectSound(home.home);
  });

  test('leftovers on a volume that is nearly full are taken over, not counted against the run', async () => {
    await openOn('size=20m');
    bash('for n in 1 2 3 4 5 6; do head -c 2000000 /dev/urandom > f$n; done');
    await home.addPlan();
    const run = await home.backUp({
      watch: ({ phase, filesDone }, runId) => {
        if (phase === 'committing' || (phase === 'copying' && filesDone > 4))
          void home.engine.services.runs.cancel({ run: runId });
      },
    });
    expect(run.outcome).toBe('cancelled');
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    expect(differences(home.source, inNewest())).toEqual([]);
    await expectSound(home.home);
  });

  test('a volume out of inodes is full', async () => {
    await openOn('size=20m,nr_inodes=60');
    bash('for n in $(seq 100); do printf $n > f$n; done');
    await home.addPlan();
    expect(error(await home.backUp())).toEqual({ outcome: 'failed', code: 'destination-full' });
    expect(await listed()).toBe(0);
    bash('rm f?? f100');
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
    expect(differences(home.source, inNewest())).toEqual([]);
  });

  test('a file with as many names as the volume allows is copied', async () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-volume-')));
    execFileSync(
      'bash',
      ['-ec', 'truncate -s 64M image; mkfs.ext4 -q -I 128 -N 4000 image; mkdir drive; mount -o loop image drive'],
      {
        cwd: folder,
      },
    );
    mounted.push(`${folder}/drive`);
    home = await openBackupHome({ repository: `${folder}/drive/repository` });
    await home.engine.services.settings.set({ keepFreeBytes: megabyte });
    bash('printf often > often; printf other > other; ln often twin');
    await home.addPlan();
    await home.backUp();
    const copy = inNewest('/often');
    fs.mkdirSync(`${folder}/drive/names`);
    for (let name = 2; name < 65_000; name += 1) fs.linkSync(copy, `${folder}/drive/names/${name}`);
    bash('printf changed > other');
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
    expect(differences(home.source, inNewest(), '--modify-window=1')).toEqual([]);
    expect(fs.statSync(inNewest('/often')).ino).not.toBe(fs.statSync(copy).ino);
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [], result: { unchanged: true } });
  });
});
