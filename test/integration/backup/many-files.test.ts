import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences, fingerprint } from '../../helpers/compare-trees.ts';

let home: BackupHome;

beforeEach(async () => {
  home = await openBackupHome();
});

afterEach(() => home.close());

const bash = (script: string): void => void execFileSync('bash', ['-ec', script], { cwd: home.source });
const inNewest = (path = ''): string => home.newestFiles() + home.source + path;
const write = (name: string, content: string): void => fs.writeFileSync(`${home.source}/${name}`, content);

/** More than are given their attributes by one call of rsync. */
const many = 5400;

test('a folder with more files than are finished at a time, and then most of them changed', async () => {
  bash('mkdir many few new; setfacl -m u:12345:r few; setfattr -n user.kind -v folder many');
  for (let number = 0; number < many; number += 1) write(`many/${number}`, `first ${number}`);
  for (let number = 0; number < 20; number += 1) write(`few/${number}`, `first ${number}`);
  bash(`chmod 0600 many/1*; chmod 0555 few; touch -d '1985-10-26 08:15:00.123456789' many/2*
    setfattr -n user.kind -v file many/7 many/5399; setfacl -m u:12345:r many/8 few/3`);
  await home.addPlan();
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  await expectSound(home.home);

  const [first = ''] = home.snapshots();
  const before = fingerprint(`${first}/files`);
  for (let number = 200; number < many; number += 1) write(`many/${number}`, `second ${number}`);
  for (let number = 0; number < 20; number += 1) write(`new/${number}`, `second ${number}`);
  bash('chmod 0640 many/3; touch few/4');
  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'succeeded-with-warnings', warnings: [{ code: 'unusual-change' }] });
  expect(run.result).toMatchObject({ files: { added: 20, changed: many - 200 + 2, removed: 0 } });
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  expect(fingerprint(`${first}/files`)).toBe(before);
  expect(fs.lstatSync(inNewest('/many/4')).ino).toBe(fs.lstatSync(`${first}/files${home.source}/many/4`).ino);
  await expectSound(home.home);
});
