import fs from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RestoreOrder } from '../../../electron/engine/restore/open-restore.ts';
import type { RestoreItem } from '../../../shared/domain/restore.ts';
import { applyEdit } from '../../helpers/random-trees/apply-edit.ts';
import type { Described, Description } from '../../helpers/random-trees/described.ts';
import { createLiveTree } from '../../helpers/random-trees/live-tree.ts';
import { readTree } from '../../helpers/random-trees/read-tree.ts';
import { type TreeEdit, treeEdit, treeMaking } from '../../helpers/random-trees/tree-edit.ts';
import { createRealHome } from '../../helpers/real-home.ts';

/** `HOLDFAST_FUZZ_RUNS` plays so many; `HOLDFAST_FUZZ_SEED` and `HOLDFAST_FUZZ_PATH` the one again that a failure has named. */
const { HOLDFAST_FUZZ_RUNS: runs = '4', HOLDFAST_FUZZ_SEED: seed, HOLDFAST_FUZZ_PATH: replayed } = process.env;

const only: fc.Arbitrary<RestoreOrder['only']> = fc.record({
  missing: fc.constantFrom(false, false, true),
  newerThan: fc.constantFrom(null, null, '2001-09-09T01:46:40.500Z'),
  matching: fc.constantFrom<string[]>([], [], ['a'], ['b/', '!b/c', 'd']),
});
const request: fc.Arbitrary<Partial<RestoreOrder>> = fc.oneof(
  fc.record({ exact: fc.boolean(), compareContent: fc.boolean() }),
  fc.record({ only, conflicts: fc.constantFrom('overwrite', 'keep-newer', 'keep-both'), compareContent: fc.boolean() }),
  fc.record({ suffix: fc.constant(' (as of then)'), only }),
);
const scenario = fc.record({
  making: fc.array(treeMaking, { maxLength: 30 }),
  after: fc.array(treeEdit, { maxLength: 25 }),
  chosen: fc.array(fc.nat(20), { maxLength: 3 }),
  request,
});
type Scenario = typeof scenario extends fc.Arbitrary<infer One> ? One : never;

async function play({ making, after, chosen, request: asked }: Scenario): Promise<void> {
  const real = createRealHome();
  const log: string[] = [];
  try {
    const root = `${real.source}/tree`;
    fs.mkdirSync(real.at('stage'));
    const tree = createLiveTree(root, real.at('stage'));
    const edit = (edits: readonly TreeEdit[]): void => {
      for (const one of edits) log.push(applyEdit(tree, one, (place) => place === '') ?? '');
      tree.settle();
    };
    const look = (): Description => readTree(root, [''], new Set());
    edit([{ do: 'make-file', in: 0, name: 'a', content: { letter: 'k', size: 3 } }, ...making]);
    const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
    const held = look();
    log.push('---');
    edit(after);
    const before = look();
    const known = [...held.keys()].filter((path) => path !== '');
    const paths = chosen.flatMap((pick) => known[pick % known.length] ?? []).map((path) => root + path);
    const wanted = asked.suffix && paths.length === 0 ? [`${root}/a`] : paths;
    const order = { ...asked, snapshotId, paths: [...new Set(wanted)] };
    log.push(JSON.stringify(order));
    if (wanted.some((path) => !held.has(path.slice(root.length)))) return;
    const dry = await real.preview(order).catch((error) => {
      // What lies behind a link now, or below a file.
      expect(['restore-through-link', 'invalid-input']).toContain(error.code);
      return null;
    });
    if (!dry) return;
    expect(look()).toEqual(before);
    const run = await real.restore(order, dry);
    expect(run.error?.code ?? 'restore-incomplete', JSON.stringify(run)).toBe('restore-incomplete');
    for (const { message } of run.warnings) expect(message).toMatch(/not empty is in its place|is not UTF-8/);
    const { leftOut } = dry.preview;
    expect(run.warnings.map(({ path }) => path).sort()).toEqual(leftOut.first.map(({ path }) => path).sort());
    expectAgreement({ held, before, now: look(), items: dry.listed, root });
  } catch (error) {
    throw new Error(log.filter((line) => line !== '').join('\n'), { cause: error });
  } finally {
    real.close();
  }
}

interface Played {
  readonly held: Description;
  readonly before: Description;
  readonly now: Description;
  readonly items: readonly RestoreItem[];
  readonly root: string;
}

/** What was listed has happened, as it was listed, and nothing else. */
function expectAgreement(played: Played): void {
  const { items, root } = played;
  const told = new Map(items.map((item) => [item.path.slice(root.length), item]));
  for (const [path, item] of told) expectDone(played, path, item);
  expectSame(played, new Set(told.keys()));
}

function expectDone({ held, before, now, root }: Played, path: string, { action, source }: RestoreItem): void {
  const [was, is] = [before.get(path), now.get(path)];
  const wanted = source === null ? undefined : held.get(source.slice(root.length));
  const where = `${action} ${path}`;
  if (action === 'delete') expect(is, where).toBeUndefined();
  else expect(is && seen(is), where).toEqual(wanted && seen(wanted));
  expect(was === undefined, where).toBe(action === 'create' || action === 'beside');
  const content = (entry: Described | undefined) => [entry?.type, entry?.sha256, entry?.link];
  if (action === 'attributes') expect(content(was), where).toEqual(content(is));
}

/** A folder that stays may get its time back. */
function expectSame({ held, before, now }: Played, told: ReadonlySet<string>): void {
  for (const path of new Set([...before.keys(), ...now.keys()])) {
    if (told.has(path)) continue;
    const [was, is] = [before.get(path), now.get(path)];
    const time = was?.type === 'folder' && is ? { mtime: is.mtime } : {};
    expect(is && seen(is), `not told: ${path}`).toEqual(was && { ...seen(was), ...time });
    if (was?.type === 'folder') expect([was.mtime, held.get(path)?.mtime], path).toContain(is?.mtime);
  }
}

/** Without what else it is a name of, and where it lies. */
const seen = ({ sameAs: _, carried: __, ...rest }: Described): Omit<Described, 'sameAs' | 'carried'> => rest;

test(
  'whatever happened to a tree and whatever is asked for, a restore does exactly what its dry run tells',
  async () => {
    await fc.assert(fc.asyncProperty(scenario, play), {
      numRuns: Number(runs),
      endOnFailure: true,
      ...(seed !== undefined && { seed: Number(seed) }),
      ...(replayed !== undefined && { path: replayed }),
    });
  },
  Number(runs) * 60_000,
);
