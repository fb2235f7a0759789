import fs from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences, fingerprint } from '../../helpers/compare-trees.ts';

let home: BackupHome;

beforeAll(async () => {
  home = await openBackupHome();
});

afterAll(() => home.close());

const name = fc.constantFrom('a', 'b', '#c', '-d e', 'back\\slash\n', 'ü*?');
const place = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
const content = fc.string({ maxLength: 8 });

/** One thing a program may do to a tree; what can't be done there and then is passed over, as a program's failure is. */
const edit = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('write' as const), at: place, content }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('swap' as const), at: place, content }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('folder' as const), at: place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), at: place, to: place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('link' as const), at: place, to: place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('point' as const), at: place, to: place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('mode' as const), at: place, mode: fc.nat(0o7777) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('owner' as const), at: place, id: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('time' as const), at: place, time: fc.integer() }) },
);
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

test('whatever happens to a tree, each snapshot equals it then and stays so ever after', async () => {
  let number = 0;
  const rounds = fc.array(fc.array(edit, { minLength: 1, maxLength: 25 }), { minLength: 2, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(rounds, async (edits) => {
      number += 1;
      const source = home.at(`random-${number}`);
      fs.mkdirSync(source);
      fs.writeFileSync(`${source}/never empty`, '');
      const plan = await home.addPlan({ folders: [source], name: `Random ${number}` });
      const older = new Map<string, string>();
      for (const round of edits) {
        for (const one of round) attempt(source, one);
        const run = await home.backUp({ plan });
        expect(run).toMatchObject({ outcome: 'succeeded', warnings: [] });
        const snapshots = home.snapshots(plan);
        expect(differences(source, home.newestFiles(plan) + source)).toEqual([]);
        for (const [snapshot, print] of older) expect(fingerprint(`${snapshot}/files`)).toBe(print);
        const newest = snapshots.at(-1) ?? '';
        older.set(newest, fingerprint(`${newest}/files`));
      }
      for (const snapshot of older.keys()) expect(brokenSums(snapshot)).toBe('');
      await expectSound(home.home);
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

function attempt(source: string, edit: Edit): void {
  try {
    apply(`${source}/${edit.at}`, source, edit);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

function apply(at: string, source: string, edit: Edit): void {
  switch (edit.kind) {
    case 'write':
      fs.writeFileSync(at, edit.content);
      break;
    case 'swap':
      swapContent(at, edit.content);
      break;
    case 'folder':
      fs.mkdirSync(at, { recursive: true });
      break;
    case 'remove':
      fs.rmSync(at, { recursive: true });
      break;
    case 'move':
      fs.renameSync(at, `${source}/${edit.to}`);
      break;
    case 'link':
      fs.linkSync(at, `${source}/${edit.to}`);
      break;
    case 'point':
      fs.symlinkSync(edit.to, at);
      break;
    case 'mode':
      fs.chmodSync(at, edit.mode);
      break;
    case 'owner':
      fs.lchownSync(at, edit.id, edit.id);
      break;
    case 'time':
      fs.lutimesSync(at, edit.time, edit.time);
      break;
  }
}

/** Other content of the same size under the same times, as unpacking one version of a package over another leaves it. */
function swapContent(at: string, content: string): void {
  const { size, atimeNs, mtimeNs } = fs.statSync(at, { bigint: true });
  const seconds = (nanoseconds: bigint) => Number(nanoseconds / 1_000_000_000n);
  fs.utimesSync(at, seconds(atimeNs), seconds(mtimeNs));
  fs.writeFileSync(at, content.padEnd(Number(size), '.').slice(0, Number(size)), { flag: 'r+' });
  fs.utimesSync(at, seconds(atimeNs), seconds(mtimeNs));
}
