import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toFileRecord } from '../../../electron/engine/catalogue/file-record.ts';
import { openCatalogue } from '../../../electron/engine/catalogue/open-catalogue.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences } from '../../helpers/compare-trees.ts';

let home: BackupHome;

beforeEach(async () => {
  home = await openBackupHome();
  bash('mkdir d; for name in a b c d/e; do printf "content of $name" > $name; done; touch -d @1000000000 a b c d/e');
  await home.addPlan();
  await home.backUp();
});

afterEach(() => home.close());

const bash = (script: string): void => void execFileSync('bash', ['-ec', script], { cwd: home.source });
const inNewest = (path = ''): string => home.newestFiles() + home.source + path;
const codes = (run: { warnings: readonly { code: string; path: string }[] }) =>
  run.warnings.map(({ code, path }) => `${code} ${path.slice(home.source.length + 1)}`).sort();

async function expectHealed(): Promise<void> {
  expect(differences(home.source, inNewest())).toEqual([]);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [], result: { unchanged: true } });
}

test('files removed from and altered in the newest snapshot are noticed, named and healed by the next run', async () => {
  fs.rmSync(inNewest('/a'));
  fs.writeFileSync(inNewest('/b'), 'something else');
  fs.rmSync(inNewest('/d'), { recursive: true });
  const run = await home.backUp();
  expect(run.outcome).toBe('succeeded-with-warnings');
  expect(codes(run)).toEqual(['base-damaged a', 'base-damaged b', 'base-damaged d/e']);
  await expectHealed();
});

test('a file altered in the newest snapshot under its own size and time is found by comparing contents', async () => {
  pretendUntouched();
  fs.writeFileSync(inNewest('/a'), 'CONTENT OF a');
  fs.utimesSync(inNewest('/a'), 1e9, 1e9);
  expect(await home.backUp()).toMatchObject({ result: { unchanged: true } });
  const run = await home.backUp({ fullChecksum: true });
  expect(codes(run)).toEqual(['base-damaged a']);
  await expectHealed();
});

test('a source whose content changed though its times did not is reported as possible corruption, both versions kept', async () => {
  // A disk that rots changes no time: the catalogue is told the ctime that writing here could not avoid.
  const old = inNewest('/a');
  fs.writeFileSync(`${home.source}/a`, 'CONTENT OF a');
  fs.utimesSync(`${home.source}/a`, 1e9, 1e9);
  pretendUntouched();
  expect(await home.backUp()).toMatchObject({ result: { unchanged: true } });
  const run = await home.backUp({ fullChecksum: true });
  expect(codes(run)).toEqual(['possible-corruption a']);
  expect(fs.readFileSync(old, 'utf8')).toBe('content of a');
  expect(fs.readFileSync(inNewest('/a'), 'utf8')).toBe('CONTENT OF a');
  await expectHealed();
});

test('lists of the newest snapshot that were damaged or lost are written anew with a new snapshot', async () => {
  fs.appendFileSync(`${home.snapshots().at(-1)}/SHA256SUMS.gz`, 'x');
  expect(codes(await home.backUp())).toHaveLength(1);
  expect(home.snapshots()).toHaveLength(2);
  fs.rmSync(`${home.snapshots().at(-1)}/METADATA.gz`);
  expect((await home.backUp()).warnings).toMatchObject([{ code: 'base-damaged' }]);
  expect(home.snapshots()).toHaveLength(3);
  await expectHealed();
});

test('hard links one name of which was lost from the snapshot are linked again', async () => {
  bash('ln a a2; printf new > n');
  await home.backUp();
  fs.rmSync(inNewest('/a2'));
  expect(codes(await home.backUp())).toEqual(['base-damaged a2']);
  await expectHealed();
});

test('a newest snapshot that was removed by hand is forgotten, and the one before is the base', async () => {
  bash('printf new > a');
  await home.backUp();
  fs.rmSync(home.snapshots().at(-1) ?? '', { recursive: true });
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(home.snapshots()).toHaveLength(2);
  await expectHealed();
  await expectSound(home.home);
});

function pretendUntouched(): void {
  const { ctimeS, ctimeNs } = toFileRecord(fs.lstatSync(`${home.source}/a`, { bigint: true }));
  const db = openCatalogue(home.home);
  db.prepare(
    "UPDATE version SET ctime_s = ?, ctime_ns = ?, flags = 0 WHERE entry_id = (SELECT id FROM entry WHERE name = 'a')",
  ).run(ctimeS, ctimeNs);
  db.close();
}
