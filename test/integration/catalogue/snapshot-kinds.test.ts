import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { markMissing, removeMissing, removeSnapshot } from '../../../electron/engine/catalogue/remove-snapshot.ts';
import { addOwnTree } from '../../../electron/engine/catalogue/safety-tree.ts';
import { beginImport, undoImport } from '../../../electron/engine/catalogue/unfinished-import.ts';
import { walkTree } from '../../../electron/engine/catalogue/walk-tree.ts';
import { resolveSnapshot, withPlans } from '../../../electron/engine/snapshots/resolve-snapshot.ts';
import { type FilledCatalogue, fillCatalogue } from '../../helpers/fill-catalogue.ts';

let filled: FilledCatalogue;
let plan: PlanRow;
beforeEach(() => {
  filled = fillCatalogue();
  plan = filled.addPlan('Papers');
});
afterEach(() => filled.close());

const sum = (letter: string): Buffer => Buffer.from(letter.repeat(64), 'hex');

const versionOf = (letter: string, size = 10) => ({ size, sha256: sum(letter) });

/** Two backups around a safety copy that holds another version of one file, and one that no backup has. */
function fill() {
  const first = filled.addSnapshot(plan, { '/home/ada/a.txt': versionOf('a'), '/home/ada/same': versionOf('5') });
  const safety = filled.addSafety(plan, {
    '/home/ada/a.txt': versionOf('b', 70),
    '/home/ada/same': versionOf('5'),
    '/home/ada/new.txt': versionOf('c', 1000),
  });
  const second = filled.addSnapshot(plan, { '/home/ada/a.txt': versionOf('d'), '/home/ada/same': versionOf('5') });
  return { first, safety, second };
}

const pathsAt = (rootEntry: number, sequence: number): string[] =>
  [...walkTree(filled.db, { folderId: rootEntry, path: '/', sequence })].map(({ path, size }) => `${path} ${size}`);

const row = (id: string) => {
  const found = filled.catalogue.snapshots.byId(id);
  if (!found) throw new Error(`no snapshot ${id}`);
  return found;
};

const rowsOf = (table: string, condition = 'TRUE'): number =>
  filled.db.prepare<[], number>(`SELECT count(*) FROM ${table} WHERE ${condition}`).pluck().get() ?? -1;

/** What the plan's backups tell: their trees, the history of a path, what differs between the first and the last. */
function told(sequences: readonly number[]) {
  const { entries } = filled.catalogue;
  const [from = 0, to = 0] = [sequences[0], sequences.at(-1)];
  return {
    trees: sequences.map((sequence) => pathsAt(plan.rootEntry, sequence)),
    history: entries.history(plan.key, plan.rootEntry, '/home/ada/a.txt').map(({ size, sha256, current }) => ({
      ...{ size, sha256, current },
    })),
    diff: entries.diff({ planKey: plan.key, from, to, path: '/', after: undefined, limit: 10 }).items,
    found: entries.find({ pattern: 'txt', planKeys: undefined, after: undefined, limit: 10 }).items.length,
    summary: filled.catalogue.summary.plans().map(({ snapshots, files, bytes }) => ({ snapshots, files, bytes })),
  };
}

describe('a safety snapshot', () => {
  it('holds a tree of its own', () => {
    const { safety } = fill();
    const { rootEntry, kind } = row(safety.id);
    expect(kind).toBe('safety');
    expect(pathsAt(rootEntry ?? 0, safety.sequence)).toEqual([
      '/home 0',
      '/home/ada 0',
      '/home/ada/a.txt 70',
      '/home/ada/new.txt 1000',
      '/home/ada/same 10',
    ]);
    const at = { rootEntry: rootEntry ?? 0, sequence: safety.sequence };
    expect(filled.catalogue.entries.entry(at, '/home/ada/a.txt')).toMatchObject({ size: 70 });
    expect(filled.catalogue.entries.folder(at, '/home/ada', undefined, 10)?.items).toHaveLength(3);
    expect(filled.catalogue.entries.nearest(at, '/home/ada/mew.txt')).toContain('/home/ada/new.txt');
  });

  it('changes nothing of what is told of the backups around it', () => {
    const { first, second } = fill();
    const between = told([first.sequence, second.sequence]);
    filled.close();
    filled = fillCatalogue();
    plan = filled.addPlan('Papers');
    const alone = ['a', 'd'].map((letter) =>
      filled.addSnapshot(plan, { '/home/ada/a.txt': versionOf(letter), '/home/ada/same': versionOf('5') }),
    );
    expect(between).toEqual(told(alone.map(({ sequence }) => sequence)));
  });

  it('is neither the newest backup nor the latest snapshot, but is listed and numbered', () => {
    const { safety, second } = fill();
    const newer = filled.addSafety(plan, { '/home/ada/a.txt': versionOf('e') });
    const { snapshots, plans } = filled.catalogue;
    expect(snapshots.list(plan.key).map(({ kind }) => kind)).toEqual(['safety', 'backup', 'safety', 'backup']);
    expect(snapshots.newestState(plan.key)?.id).toBe(second.id);
    expect(snapshots.highestSequence(plan.key)).toBe(newer.sequence);
    expect(snapshots.highestState(plan.key)).toBe(second.sequence);
    const all = withPlans(snapshots.list(), plans.list());
    for (const latest of ['latest', 'papers/latest']) expect(resolveSnapshot(latest, all).row.id).toBe(second.id);
    expect(resolveSnapshot(safety.id.slice(0, 8), all).row.id).toBe(safety.id);
    expect(() => resolveSnapshot('latest', all.slice(0, 1))).toThrow('no snapshot');
  });

  it('is no good copy of its plan', () => {
    filled.addSafety(plan, { '/home/ada/a.txt': versionOf('b') });
    expect(filled.catalogue.summary.plans()).toMatchObject([
      { snapshots: 0, safetySnapshots: 1, newestId: null, lastGoodAt: null, files: 0 },
    ]);
    expect(filled.catalogue.summary.repositories()).toMatchObject([{ plans: 1, snapshots: 0 }]);
  });

  it('is found by what it alone holds, and its content counts where no backup has it', () => {
    const { first, safety } = fill();
    expect(filled.catalogue.entries.heldOnlyBy([safety.id])).toMatchObject({ files: 2, bytes: 1070 });
    expect(filled.catalogue.entries.heldOnlyBy([first.id, safety.id])).toMatchObject({ files: 3, bytes: 1080 });
    expect(filled.catalogue.summary.contentBytes()).toMatchObject([
      { planKey: plan.key, bytes: 10 + 10 + 10 + 1070, dumpBytes: 0 },
    ]);
  });
});

describe('forgetting', () => {
  it('a safety snapshot leaves nothing of it, and everything of the others', () => {
    const { first, safety, second } = fill();
    const other = filled.addSafety(plan, { '/home/ada/a.txt': versionOf('e') });
    const before = told([first.sequence, second.sequence]);
    const [versions, entries] = [rowsOf('version'), rowsOf('entry')];
    removeSnapshot(filled.db, safety.id);
    expect(told([first.sequence, second.sequence])).toEqual(before);
    expect(versions - rowsOf('version')).toBe(5);
    expect(entries - rowsOf('entry')).toBe(6);
    expect(pathsAt(row(other.id).rootEntry ?? 0, other.sequence)).toHaveLength(3);
    removeSnapshot(filled.db, other.id);
    expect(rowsOf('entry', 'plan_key < 0')).toBe(0);
  });

  it('the backups around it leaves a safety snapshot as it is', () => {
    const { first, safety, second } = fill();
    const before = pathsAt(row(safety.id).rootEntry ?? 0, safety.sequence);
    removeSnapshot(filled.db, second.id);
    expect(filled.catalogue.entries.history(plan.key, plan.rootEntry, '/home/ada/a.txt')).toMatchObject([
      { sha256: 'a'.repeat(64), current: true },
    ]);
    removeSnapshot(filled.db, first.id);
    expect(pathsAt(row(safety.id).rootEntry ?? 0, safety.sequence)).toEqual(before);
    expect(rowsOf('version', `entry_id IN (SELECT id FROM entry WHERE plan_key = ${plan.key})`)).toBe(0);
  });

  it('comes to its end also where it was cut off after each piece', () => {
    const { first, safety, second } = fill();
    const before = told([first.sequence, second.sequence]);
    markMissing(filled.db, [safety.id]);
    for (let rounds = 0; rowsOf('snapshot', 'missing = 1') > 0 && rounds < 10; rounds += 1) {
      removeMissing(filled.db, plan.key).next();
    }
    expect(told([first.sequence, second.sequence])).toEqual(before);
    expect(rowsOf('entry', 'plan_key < 0')).toBe(0);
  });

  it('a plan leaves nothing of its safety snapshots', () => {
    fill();
    filled.catalogue.plans.remove(plan.plan.id);
    for (const table of ['snapshot', 'entry', 'version', 'change']) expect(rowsOf(table)).toBe(0);
  });
});

it('An import of a safety snapshot that was cut off is taken back, those that are whole stay', () => {
  const { first, safety, second } = fill();
  const before = told([first.sequence, second.sequence]);
  const whole = pathsAt(row(safety.id).rootEntry ?? 0, safety.sequence);
  beginImport(filled.db, plan.key);
  const lost = filled.addSafety(plan, { '/home/ada/deep/er/file': versionOf('e') });
  filled.db.prepare('DELETE FROM snapshot WHERE id = ?').run(lost.id);
  addOwnTree(filled.db, plan.key, crypto.randomUUID());
  undoImport(filled.db, plan.key);
  expect(told([first.sequence, second.sequence])).toEqual(before);
  expect(pathsAt(row(safety.id).rootEntry ?? 0, safety.sequence)).toEqual(whole);
  expect(rowsOf('entry', 'plan_key < 0')).toBe(whole.length + 1);
});
