import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences } from '../../helpers/compare-trees.ts';

let home: BackupHome;

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

beforeEach(async () => {
  home = await openBackupHome();
  bash(`mkdir -p one/deep two/deep; printf 1 > one/deep/file; printf 2 > two/deep/file; ln -s file two/deep/link
    chmod 640 two/deep/file; touch -d '2001-02-03 04:05:06.789012345 UTC' two/deep/file two/deep`);
});

afterEach(() => home.close());

const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: home.source });

function backUpWithoutLinks(plan: string): RunDetail {
  const args = ['--import', fixture('without-hard-links.ts'), fixture('back-up.ts'), home.home, plan];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '');
}

test('a volume without hard links is refused, with what each snapshot would cost', async () => {
  const plan = await home.addPlan();
  const run = backUpWithoutLinks(plan.id);
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'no-hard-links' } });
  expect(run.error?.message).toMatch(/full copy \(.* each\)/);
  expect(home.snapshots()).toEqual([]);
});

test('full copies, where they are allowed: equal to the source, nothing shared, and missing folders still carried', async () => {
  const folders = [`${home.source}/one`, `${home.source}/two`];
  const plan = await home.addPlan({ folders, allowFullCopies: true });
  const inNewest = (path: string): string => home.newestFiles() + home.source + path;
  expect(backUpWithoutLinks(plan.id)).toMatchObject({ outcome: 'succeeded' });
  expect(backUpWithoutLinks(plan.id)).toMatchObject({ result: { unchanged: true } });
  const first = inNewest('/two/deep/file');

  bash('printf changed > one/deep/file');
  expect(backUpWithoutLinks(plan.id)).toMatchObject({ outcome: 'succeeded' });
  for (const folder of folders) expect(differences(folder, home.newestFiles() + folder)).toEqual([]);
  expect(fs.statSync(inNewest('/two/deep/file')).ino).not.toBe(fs.statSync(first).ino);

  bash('mv two away');
  expect(backUpWithoutLinks(plan.id)).toMatchObject({ outcome: 'failed', error: { code: 'source-missing' } });
  expect(differences(`${home.source}/away`, inNewest('/two'))).toEqual([]);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  await expectSound(home.home);
});
