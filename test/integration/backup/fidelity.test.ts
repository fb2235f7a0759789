import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences, fingerprint } from '../../helpers/compare-trees.ts';
import { makeHostileTree } from '../../helpers/hostile-tree.ts';

let home: BackupHome;

beforeEach(async () => {
  home = await openBackupHome();
});

afterEach(() => home.close());

const bash = (script: string): void => void execFileSync('bash', ['-ec', script], { cwd: home.source });

function expectEqual(): void {
  expect(differences(home.source, home.newestFiles() + home.source)).toEqual([]);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
}

test('a snapshot of a hostile tree equals its source, at first and after every kind of change', async () => {
  makeHostileTree(home.source);
  await home.addPlan();
  const first = await home.backUp();
  expect(first).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expectEqual();

  const before = fingerprint(`${home.snapshots()[0]}/files`);
  bash(`printf changed > sizes/small; rm links/two; ln sizes/medium links/four; chmod 640 sizes/none
    chown 4242:2424 attributes/xattr; setfattr -n user.colour -v green attributes/xattr; setfacl -b attributes/acl
    touch -d @1234567890.5 times/future; mv deep moved; rm -r empty; mkdir empty; rm links/broken; mkdir links/broken
    printf file > links/broken/inside; rm special/fifo; printf 'no fifo' > special/fifo; ln -sfn elsewhere links/to-folder
    printf new > "$(printf 'new\\377\\nname')"; setfattr -x user.note attributes/xattr-folder; touch .; chmod 755 attributes/sticky`);
  const second = await home.backUp();
  expect(second).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expectEqual();
  expect(fingerprint(`${home.snapshots()[0]}/files`)).toBe(before);
  await expectSound(home.home);
});

test('a file of more than 2 GB, mostly holes, is copied whole and stays sparse', async () => {
  bash(`truncate -s 2200M large; for at in 0 1073741824 2300000000; do
    printf 'here I am' | dd of=large bs=1 seek=$at conv=notrunc status=none; done`);
  await home.addPlan();
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  const copy = `${home.newestFiles()}${home.source}/large`;
  expect(fs.statSync(copy).size).toBe(fs.statSync(`${home.source}/large`).size);
  for (const at of [0, 1_073_741_824, 2_300_000_000]) expect(read(copy, at)).toBe('here I am');
  expect(fs.statSync(copy).blocks).toBeLessThan(10_000);
});

function read(file: string, at: number): string {
  const descriptor = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(9);
    fs.readSync(descriptor, bytes, 0, 9, at);
    return bytes.toString();
  } finally {
    fs.closeSync(descriptor);
  }
}
