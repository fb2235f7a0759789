import fs from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { removeTree } from '../../../electron/engine/tools/remove-tree.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { applyEdit } from '../../helpers/random-trees/apply-edit.ts';
import { expectFolders, type Moment } from '../../helpers/random-trees/check-catalogue.ts';
import { carriedIn, isUnchanged, toLines } from '../../helpers/random-trees/described.ts';
import { createLiveTree, type LiveTree, newFile } from '../../helpers/random-trees/live-tree.ts';
import { readTree } from '../../helpers/random-trees/read-tree.ts';
import { type TreeEdit, treeEdit, treeMaking } from '../../helpers/random-trees/tree-edit.ts';
import { describeBackup } from '../../helpers/random-trees/tree-model.ts';
import { openTurningHome, type TurningDrive, type TurningHome } from '../../helpers/turning-drives.ts';
import { canMount } from '../../helpers/volumes.ts';

/** Which drives are there for a backup, after some edits, and what is done then. */
interface Turn {
  readonly edits: readonly TreeEdit[];
  readonly there: 'red' | 'blue' | 'both';
  readonly after: 'nothing' | 'rebuild' | 'lost';
}

const turn: fc.Arbitrary<Turn> = fc.record({
  edits: fc.array(treeEdit, { maxLength: 12, size: 'max' }),
  there: fc.constantFrom('red', 'blue', 'both'),
  after: fc.constantFrom('nothing', 'nothing', 'nothing', 'rebuild', 'lost'),
});

const making = fc.array(treeMaking, { minLength: 8, maxLength: 24, size: 'max' });

/** A snapshot on one of the drives, and how things were when it was made. */
interface Made extends Moment {
  readonly drive: TurningDrive;
}

test.runIf(canMount)(
  'whichever drive is there, each of its snapshots is how things were then, and stays so',
  async () => {
    const property = fc.asyncProperty(making, fc.array(turn, { minLength: 3, maxLength: 6 }), play);
    await fc.assert(property, { numRuns: Number(process.env.HOLDFAST_FUZZ_RUNS ?? 2), endOnFailure: true });
  },
  Number(process.env.HOLDFAST_FUZZ_RUNS ?? 2) * 90_000,
);

async function play(first: readonly TreeEdit[], all: readonly Turn[]): Promise<void> {
  const turns = await openTurningHome();
  try {
    fs.rmdirSync(turns.home.source);
    const tree = createLiveTree(turns.home.source, turns.home.folder);
    tree.make(tree.top, 'stays', newFile(Buffer.from('stays')));
    const made: Made[] = [];
    for (const [index, { edits, there, after }] of all.entries()) {
      edit(tree, index === 0 ? [...first, ...edits] : edits);
      const drives = there === 'both' ? [turns.red, turns.blue] : [turns[there]];
      await turns.plug(...drives);
      await backUp(turns, tree, made, drives);
      if (after !== 'nothing') await readAgain(turns, after);
    }
    await checkAll(turns, made);
  } finally {
    removeTree(turns.home.source);
    await turns.close();
  }
}

function edit(tree: LiveTree, edits: readonly TreeEdit[]): void {
  tree.open();
  for (const one of edits) applyEdit(tree, one, (path) => path === '' || path === '/stays');
  tree.settle();
}

async function backUp(turns: TurningHome, tree: LiveTree, made: Made[], there: readonly TurningDrive[]): Promise<void> {
  const { places } = await turns.status();
  const lastOf = (drive: TurningDrive) => places.find(({ path }) => path === drive.repository)?.lastGoodAt ?? '';
  const [first, second] = there;
  const drive = first && second && lastOf(second) < lastOf(first) ? second : first;
  if (!drive) throw new Error('no drive is there');
  const before = made.findLast((one) => one.drive === drive);
  const base = before?.description ?? new Map();
  const { description } = describeBackup({ top: tree.top, roots: [''], isLeftOut: () => false, base });
  const isNew = before === undefined || !isUnchanged(before.description, description);
  const run = await turns.backUp();
  expect(run.result).toMatchObject({ unchanged: !isNew });
  if (isNew) made.push({ id: run.snapshotId ?? '', description, drive });
  const found = await turns.home.engine.services.snapshots.get({ snapshot: run.snapshotId ?? '' });
  expect(found.repositoryPath).toBe(drive.repository);
  await expectFolders(
    turns.home,
    made.findLast((one) => one.drive === drive) ?? { id: '', description },
    turns.home.source,
  );
}

/** Everything is read anew from the drives, in either order; a home that was lost knows nothing before. */
async function readAgain(turns: TurningHome, how: 'rebuild' | 'lost'): Promise<void> {
  await turns.plug(turns.red, turns.blue);
  if (how === 'lost') await turns.reopen(true);
  const { repositories, runs } = turns.home.engine.services;
  const started =
    how === 'rebuild'
      ? [await repositories.rebuild({})]
      : [
          await repositories.connect({ path: turns.blue.repository }),
          await repositories.connect({ path: turns.red.repository }),
        ];
  for (const { runId } of started) {
    for await (const event of runs.watch({ run: runId })) {
      if (event.type === 'ended')
        expect({ outcome: event.run.outcome, warnings: event.run.warnings }).toEqual({
          outcome: 'succeeded',
          warnings: [],
        });
    }
  }
}

async function checkAll(turns: TurningHome, made: readonly Made[]): Promise<void> {
  await turns.plug(turns.red, turns.blue);
  const { snapshots } = turns.home.engine.services;
  const listed = await snapshots.list({ plan: 'Plan 1' });
  expect(listed.map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
  for (const { id, description } of made) {
    const folder = listed.find((one) => one.id === id)?.path ?? '';
    const kept = readTree(`${folder}/files${turns.home.source}`, [''], carriedIn(description));
    expect(toLines(kept)).toEqual(toLines(description));
    await expectFolders(turns.home, { id, description }, turns.home.source);
  }
  await expectSound(turns.home.home);
}
