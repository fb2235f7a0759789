import fs from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { fingerprint } from '../../helpers/compare-trees.ts';
import { createRestores, shell } from '../../helpers/restore-home.ts';

let home: BackupHome;
let restores: ReturnType<typeof createRestores>;

beforeEach(async () => {
  home = await openBackupHome();
  await home.addPlan();
  restores = createRestores(home);
});
afterEach(() => home.close());

const bash = (line: string): void => shell(home.source, line);
const at = (name: string): string => `${home.source}/${name}`;
const read = (name: string): string => fs.readFileSync(at(name), 'utf8').trim();
const nameOf = (folder = ''): string => folder.slice(folder.lastIndexOf('/') + 1);

/** Three versions of `a`; the copy of the newest is damaged, and so is the one in the middle: they are one file. */
async function damageNewest(): Promise<void> {
  bash('echo first > a; echo first > b; mkdir f; echo in > f/in');
  await home.backUp();
  bash('echo second > a; echo second > b');
  await home.backUp();
  bash('echo more > c');
  await home.backUp();
  fs.writeFileSync(`${home.newestFiles()}${at('a')}`, 'SECOND\n');
  bash('echo mine > a; rm b; chmod 700 f');
}

it('stops a restore before anything is touched, and names the nearest undamaged version', async () => {
  await damageNewest();
  const before = fingerprint(home.source);
  const run = await restores.restore({});
  expect(run).toMatchObject({
    outcome: 'failed',
    error: {
      code: 'restore-source-damaged',
      details: { count: 1, paths: [at('a')], nearest: [`${at('a')} ← ${nameOf(home.snapshots()[0])}`] },
    },
  });
  expect(run.steps.map(({ phase }) => phase)).not.toContain('restoring');
  expect(fingerprint(home.source)).toBe(before);
  expect(home.snapshots()).toHaveLength(3);
  expect(await restores.status(run.id)).toMatchObject({ undo: { possible: false }, finish: { possible: false } });
});

it('is left out if that is wanted; the rest comes back', async () => {
  await damageNewest();
  const run = await restores.restore({ onDamage: 'leave-out' });
  expect(run).toMatchObject({
    error: { code: 'restore-incomplete', details: { count: 1 } },
    warnings: [{ code: 'file-damaged', path: at('a') }],
  });
  expect([read('a'), read('b')]).toEqual(['mine', 'second']);
});

it('is taken from the nearest snapshot that holds it undamaged if that is wanted, which is told', async () => {
  await damageNewest();
  const before = fingerprint(home.source);
  const run = await restores.restore({ onDamage: 'nearest' });
  expect(run).toMatchObject({
    outcome: 'succeeded-with-warnings',
    warnings: [
      { code: 'from-another-snapshot', path: at('a'), message: expect.stringContaining(nameOf(home.snapshots()[0])) },
    ],
  });
  expect([read('a'), read('b'), fs.statSync(at('f')).mode & 0o777]).toEqual(['first', 'second', 0o755]);
  await restores.undo(run.id);
  expect(fingerprint(home.source)).toBe(before);
});

it('within a folder that is new as a whole is taken from elsewhere with its own attributes', async () => {
  bash('mkdir -p w/x; echo first > w/x/a; echo b > w/x/b; touch -d 2020-01-01T01:01:01.111111111 w/x/a');
  await home.backUp();
  bash('echo second > w/x/a');
  await home.backUp();
  fs.writeFileSync(`${home.newestFiles()}${at('w/x/a')}`, 'longer and damaged\n');
  bash('rm -r w');
  const run = await restores.restore({ onDamage: 'nearest' });
  expect(run.warnings.map(({ code }) => code)).toEqual(['from-another-snapshot']);
  expect([read('w/x/a'), read('w/x/b')]).toEqual(['first', 'b']);
  expect(fs.statSync(at('w/x/a'), { bigint: true }).mtimeNs % 1_000_000_000n).toBe(111_111_111n);
});

it('in what nothing else holds is told as that', async () => {
  bash('echo only > a');
  await home.backUp();
  fs.rmSync(`${home.newestFiles()}${at('a')}`);
  bash('echo mine > a');
  const run = await restores.restore({});
  expect(run.error).toMatchObject({ code: 'restore-source-damaged', details: { count: 1, nearest: [] } });
  expect(run.error?.message).toContain('No other snapshot holds an undamaged version.');
  expect(read('a')).toBe('mine');
});
