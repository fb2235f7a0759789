import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences } from '../../helpers/compare-trees.ts';

let home: BackupHome;
let plan: string;

const script = fileURLToPath(new URL('../../fixtures/back-up.ts', import.meta.url));
const nobody = 65534;

beforeEach(async () => {
  home = await openBackupHome();
  bash(
    'mkdir -p open closed/deep; printf a > open/a; printf b > open/b; printf c > closed/c; printf d > closed/deep/d',
  );
  plan = (await home.addPlan()).id;
  fs.chmodSync(home.folder, 0o755);
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, home.folder]);
});

afterEach(() => home.close());

const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: home.source });
const inNewest = (path = ''): string => home.newestFiles() + home.source + path;

/** Root may read everything: the backup runs as nobody. */
function backUpAsNobody(): RunDetail {
  const as = process.getuid?.() === 0 ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
  const [program = process.execPath, ...args] = [...as, process.execPath, script, home.home, plan];
  const lines = execFileSync(program, args, { encoding: 'utf8' }).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '');
}

const said = (run: RunDetail): string[] =>
  run.warnings.map(({ code, path }) => `${code} ${path.slice(home.source.length)}`).sort();

test('what can’t be read is named, its last copy carried along and marked, all else backed up', async () => {
  expect(backUpAsNobody()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  bash('chmod 000 open/a closed; printf changed > open/b');
  const run = backUpAsNobody();
  expect(run.outcome).toBe('succeeded-with-warnings');
  expect(said(run)).toEqual(['unreadable /closed', 'unreadable /open/a']);
  expect(fs.readFileSync(inNewest('/open/a'), 'utf8')).toBe('a');
  expect(fs.readFileSync(inNewest('/open/b'), 'utf8')).toBe('changed');
  expect(fs.readFileSync(inNewest('/closed/deep/d'), 'utf8')).toBe('d');
  const { services } = home.engine;
  const snapshot = run.snapshotId ?? '';
  const entries = await services.snapshots.folder({ snapshot, path: `${home.source}/open`, limit: 10 });
  expect(entries.items.map(({ name, carried }) => [name, carried])).toEqual([
    ['a', true],
    ['b', false],
  ]);
  const manifest = JSON.parse(fs.readFileSync(`${home.snapshots().at(-1)}/manifest.json`, 'utf8'));
  expect(manifest.components.files.carried.sort()).toEqual([`${home.source}/closed`, `${home.source}/open/a`]);

  expect(backUpAsNobody()).toMatchObject({ outcome: 'succeeded-with-warnings', result: { unchanged: true } });
  bash('chmod 644 open/a; chmod 755 closed');
  expect(backUpAsNobody()).toMatchObject({ outcome: 'succeeded', result: { unchanged: false } });
  expect(differences(home.source, inNewest())).toEqual([]);
  await expectSound(home.home);
});

test('files that never could be read are left out and named, and make no new snapshot by themselves', async () => {
  bash('printf s > open/secret; chmod 000 open/secret; mkdir sealed; chmod 000 sealed');
  expect(said(backUpAsNobody())).toEqual(['unreadable /open/secret', 'unreadable /sealed']);
  backUpAsNobody();
  const third = backUpAsNobody();
  expect(third).toMatchObject({ result: { unchanged: true }, outcome: 'succeeded-with-warnings' });
  expect(third.warnings.filter(({ message }) => message.includes('carried'))).toEqual([]);
  expect(fs.readdirSync(inNewest('/open'))).toEqual(['a', 'b']);
  await expectSound(home.home);
});

test('folders without write permission are filled, kept so, and can be cloned and emptied again', async () => {
  bash('chmod 555 closed/deep closed open');
  expect(backUpAsNobody()).toMatchObject({ outcome: 'succeeded' });
  expect(differences(home.source, inNewest())).toEqual([]);
  bash('chmod 755 open; rm open/a; chmod 555 open');
  expect(backUpAsNobody()).toMatchObject({ outcome: 'succeeded' });
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  await expectSound(home.home);
});

test('a folder that could not be entered before is open again, and so is what changed below it', async () => {
  bash('mkdir -p sealed/inner; printf i > sealed/inner/i; chmod 644 sealed; chown -R 65534:65534 sealed');
  bash('mkdir -p open/first/second; printf s > open/first/second/s; chown -R 65534:65534 open; chmod 500 open/first');
  expect(backUpAsNobody().outcome).toBe('succeeded-with-warnings');
  bash('chmod 755 sealed open/first; chmod 700 open/first/second; touch -r open open/first/second');
  expect(backUpAsNobody()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(differences(home.source, inNewest())).toEqual([]);
  await expectSound(home.home);
});

test('set-id files of other owners do not become the backup user’s, and their mode is recorded', async () => {
  bash('printf x > open/tool; chown 0:0 open/tool; chmod 6755 open/tool; printf y > open/own; chmod 4755 open/own');
  bash(`chown ${nobody}:${nobody} open/own; chmod 4755 open/own`);
  const run = backUpAsNobody();
  expect(fs.statSync(inNewest('/open/tool')).mode & 0o7777).toBe(0o755);
  expect(fs.statSync(inNewest('/open/own')).mode & 0o7777).toBe(0o4755);
  const snapshot = run.snapshotId ?? '';
  const entries = await home.engine.services.snapshots.folder({ snapshot, path: `${home.source}/open`, limit: 10 });
  expect(entries.items.find(({ name }) => name === 'tool')).toMatchObject({ mode: 0o6755, owner: 0, group: 0 });
});
