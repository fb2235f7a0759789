import fs from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RestoreRequest } from '../../../shared/domain/restore.ts';
import { openBackupHome } from '../../helpers/backup-home.ts';
import { fingerprint } from '../../helpers/compare-trees.ts';
import { applyEdit } from '../../helpers/random-trees/apply-edit.ts';
import { createLiveTree } from '../../helpers/random-trees/live-tree.ts';
import { type TreeEdit, treeEdit, treeMaking } from '../../helpers/random-trees/tree-edit.ts';
import { createRestores } from '../../helpers/restore-home.ts';

/** `HOLDFAST_FUZZ_RUNS` plays so many; `HOLDFAST_FUZZ_SEED` and `HOLDFAST_FUZZ_PATH` the one again that a failure has named. */
const { HOLDFAST_FUZZ_RUNS: runs = '4', HOLDFAST_FUZZ_SEED: seed, HOLDFAST_FUZZ_PATH: path } = process.env;

const edits = (edit: fc.Arbitrary<TreeEdit>, maxLength: number) => fc.array(edit, { maxLength });

const none = { missing: false, newerThan: null, matching: [] };
const manners: readonly Partial<RestoreRequest>[] = [
  ...[{}, {}, {}, { exact: true }, { exact: true }, { exact: true }],
  { conflicts: 'keep-both' },
  { conflicts: 'keep-newer' },
  { only: { ...none, missing: true } },
  { only: { ...none, matching: ['a', 'b/'] } },
  { suffix: ' (as of then)' },
  { compareContent: true },
];

const scenario = fc.record({
  making: edits(treeMaking, 25),
  between: edits(treeEdit, 15),
  after: edits(treeEdit, 20),
  /** Which of two snapshots, and which of its topmost entries: all of it without any. */
  older: fc.boolean(),
  chosen: fc.array(fc.nat(5), { maxLength: 2 }),
  elsewhere: fc.constantFrom(false, false, true),
  manner: fc.constantFrom(...manners),
  /** The journal is lost: only the safety snapshot, if there is one, tells what was done. */
  lost: fc.boolean(),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer One> ? One : never;

async function play({
  making,
  between,
  after,
  older,
  chosen,
  elsewhere,
  manner: asked,
  lost,
}: Scenario): Promise<void> {
  const home = await openBackupHome();
  const log: string[] = [];
  try {
    const restores = createRestores(home);
    fs.rmSync(home.source, { recursive: true });
    fs.mkdirSync(home.at('stage'));
    fs.mkdirSync(home.at('elsewhere'));
    const tree = createLiveTree(home.source, home.at('stage'));
    const edit = (list: readonly TreeEdit[]): void => {
      for (const one of list) log.push(applyEdit(tree, one, (place) => place === '') ?? '');
      tree.settle();
    };
    await home.addPlan();
    edit([{ do: 'make-file', in: 0, name: 'a', content: { letter: 'k', size: 3 } }, ...making]);
    await home.backUp();
    edit(between);
    await home.backUp();
    edit(after);
    const state = (): string => fingerprint(home.source) + fingerprint(home.at('elsewhere'));
    const before = state();
    const folders = home.snapshots();
    const snapshot = folders.at(older ? 0 : -1) ?? '';
    const names = fs.readdirSync(`${snapshot}/files${home.source}`, 'utf8').filter((name) => /^[a-d]$/.test(name));
    const paths = chosen.flatMap((pick) => names[pick % names.length] ?? []).map((name) => `${home.source}/${name}`);
    // Beside the original goes only what was chosen.
    if (asked.suffix && paths.length === 0) return;
    const request = {
      ...asked,
      ...{ snapshot: snapshot.slice(snapshot.lastIndexOf('/') + 1), paths: [...new Set(paths)] },
      ...(elsewhere && !asked.suffix && { to: home.at('elsewhere') }),
    };
    log.push(JSON.stringify(request));
    const dry = await restores.preview(request);
    const run = await restores.restore(request);
    expect(run.error?.code ?? 'restore-incomplete').toBe('restore-incomplete');
    if (run.outcome === 'succeeded' && run.result?.kind === 'restore') {
      const { created, beside, overwritten, deleted } = run.result;
      const { create, overwrite, attributes, ...totals } = dry.totals;
      expect([created, beside, overwritten, deleted]).toEqual([
        create.entries,
        totals.beside.entries,
        overwrite.entries + totals['overwrite-newer'].entries + attributes.entries,
        totals.delete.entries,
      ]);
    }
    const restored = state();
    if (lost && run.result?.kind === 'restore' && run.result.safetySnapshotId !== null) {
      log.push('the journal is lost');
      fs.rmSync(`${home.home}/restores`, { recursive: true });
    }
    const status = await restores.status(run.id);
    if (!status.undo.possible) {
      expect(status.undo.reason).toMatch(/changed nothing|touched anything/);
      expect(restored).toBe(before);
      return;
    }
    const undone = await restores.undo(run.id);
    expect(undone, JSON.stringify(undone.warnings)).toMatchObject({ outcome: 'succeeded', result: { keptNewer: 0 } });
    expect(state()).toBe(before);
    expect((await restores.undo(undone.id)).outcome).toBe('succeeded');
    expect(state()).toBe(restored);
  } catch (error) {
    throw new Error(log.filter((line) => line !== '').join('\n'), { cause: error });
  } finally {
    await home.close();
  }
}

test(
  'whatever happened to a tree, a restore and its undo give the state before: bytes, modes and times',
  async () => {
    await fc.assert(fc.asyncProperty(scenario, play), {
      numRuns: Number(runs),
      endOnFailure: true,
      ...(seed !== undefined && { seed: Number(seed) }),
      ...(path !== undefined && { path }),
    });
  },
  Number(runs) * 40_000,
);
