import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createExclusionMatcher } from '../../../electron/engine/backup/exclusion-matcher.ts';
import { lookTurns } from '../../../electron/engine/backup/look-turn.ts';
import { scanFolders } from '../../../electron/engine/backup/scan-folders.ts';
import { type Connection, openCatalogue } from '../../../electron/engine/catalogue/open-catalogue.ts';
import { type BackupHome, noExclusions, openBackupHome } from '../../helpers/backup-home.ts';

let home: BackupHome;
let db: Connection;

beforeEach(async () => {
  home = await openBackupHome();
  execFileSync('bash', ['-ec', 'for d in a b c/d; do mkdir -p $d; echo $d > $d/one; echo $d > $d/two; done'], {
    cwd: home.source,
  });
  // What changed just before its scan would be doubted, and looked at anyhow.
  await sleep(2500);
  await home.addPlan();
  await home.backUp();
  db = openCatalogue(home.home);
});

afterEach(async () => {
  db.close();
  await home.close();
});

const copy = (name: string): string => `${home.newestFiles()}${home.source}/${name}`;

/** What a run of a large plan would find damaged in its base when it is that group's turn. */
function foundAt(lookTurn: number | null, damaged: readonly string[] = []): string[] {
  const scope = {
    ...{ db, lookTurn, damaged: new Set(damaged.map((name) => `${home.source}/${name}`)) },
    roots: [{ path: home.source, dev: 0, matcher: createExclusionMatcher(noExclusions) }],
    ...{ repositories: new Set<string>(), ownFiles: new Set<string>(), baseFiles: home.newestFiles() },
    ...{ fullChecksum: false, oneFileSystem: false, newEntryId: () => 1e6 },
  };
  const id = Number(db.prepare("SELECT id FROM entry WHERE name = 'source'").pluck().get());
  const start = { id, parentId: 0, path: home.source, root: 0, known: true, intact: true };
  const { warnings } = scanFolders(scope, [start]);
  return warnings.map(({ path }) => path.slice(home.source.length + 1)).sort();
}

const allTurns = Array.from({ length: lookTurns }, (_, turn) => turn);

test('a copy that was altered where it lies is found when it is its folder’s turn', () => {
  fs.appendFileSync(copy('c/d/one'), 'more');
  expect(allTurns.map((turn) => foundAt(turn)).filter((found) => found.length > 0)).toEqual([['c/d/one']]);
  expect(foundAt(null)).toEqual(['c/d/one']);
});

test('copies that were removed or replaced are found at every turn, and what was altered beside them', () => {
  fs.rmSync(copy('a/one'));
  fs.appendFileSync(copy('a/two'), 'more');
  fs.writeFileSync(copy('b/new'), 'other');
  fs.renameSync(copy('b/new'), copy('b/two'));
  for (const turn of allTurns) expect(foundAt(turn)).toEqual(['a/one', 'a/two', 'b/two']);
});

test('a folder that was removed with all it held is found at every turn', () => {
  fs.rmSync(copy('c'), { recursive: true });
  for (const turn of allTurns) expect(foundAt(turn)).toEqual(['c/d/one', 'c/d/two']);
});

test('a copy that a check found damaged is copied anew at every turn', () => {
  for (const turn of allTurns) expect(foundAt(turn, ['b/one'])).toEqual(['b/one']);
});
