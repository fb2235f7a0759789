import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { differences } from '../../helpers/compare-trees.ts';

let home: BackupHome;

beforeEach(async () => {
  home = await openBackupHome();
  await home.addPlan();
});

afterEach(() => home.close());

const bash = (script: string): void => void execFileSync('bash', ['-ec', script], { cwd: home.source });
const inNewest = (path = ''): string => home.newestFiles() + home.source + path;

async function backUpWell(): Promise<void> {
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(differences(home.source, inNewest())).toEqual([]);
  await expectSound(home.home);
}

test('new content of a file with several names, under its old size and time, is in the snapshot under all of them', async () => {
  bash('mkdir folder; printf old > file; ln file folder/name; ln file other');
  await backUpWell();
  bash('touch -r file time; printf new > file; touch -r time file; rm time');
  await backUpWell();
  expect(fs.readFileSync(inNewest('/folder/name'), 'utf8')).toBe('new');
});

test('all names of a file moved, and an attribute set, are linked and have the attribute', async () => {
  bash('mkdir folder; printf a > file; ln file folder/name; ln file other');
  await backUpWell();
  bash('mv file folder/file; mv other folder/other; mv folder/name name; setfattr -n user.colour -v blue name');
  await backUpWell();
});
