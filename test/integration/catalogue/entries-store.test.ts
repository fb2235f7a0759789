import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordFlags } from '../../../electron/engine/catalogue/file-record.ts';
import { removeSnapshot } from '../../../electron/engine/catalogue/remove-snapshot.ts';
import { walkTree } from '../../../electron/engine/catalogue/walk-tree.ts';
import { type FilledCatalogue, fillCatalogue } from '../../helpers/fill-catalogue.ts';

let filled: FilledCatalogue;
beforeEach(() => {
  filled = fillCatalogue();
});
afterEach(() => filled.close());

/** Entries whose fingerprint is not that of their current version: a scan would take other things for unchanged. */
const staleFingerprints = ({ db }: FilledCatalogue): unknown[] =>
  db
    .prepare(
      `SELECT e.name FROM entry e LEFT JOIN version v ON v.entry_id = e.id AND v.last_seq IS NULL
       WHERE e.fingerprint IS NOT iif(v.flags = 0, fingerprint(v.type, v.mode, v.uid, v.gid, v.size, v.ino, v.mtime_s,
         v.mtime_ns, v.ctime_s, v.ctime_ns), NULL)`,
    )
    .pluck()
    .all();

/** Everything the catalogue says about a plan's snapshots, to compare two catalogues or two moments by. */
function everything({ db, catalogue }: FilledCatalogue, planId: string) {
  const plan = catalogue.plans.get(planId);
  if (!plan) throw new Error('no such plan');
  const snapshots = catalogue.snapshots.list(plan.key);
  const trees = snapshots.map(({ sequence, name }) => {
    const entries = [...walkTree(db, { folderId: plan.rootEntry, path: '/', sequence })];
    return { name, entries: entries.map(({ path, size, mode }) => `${path} ${size} ${mode}`) };
  });
  const current = catalogue.entries.history(plan.key, plan.rootEntry, '/home/ada/a.txt');
  return { trees, current };
}

describe('a folder at a snapshot', () => {
  it('lists folders first, then by name, in pages', () => {
    const plan = filled.addPlan('Papers');
    const { sequence } = filled.addSnapshot(plan, {
      '/home/ada/': {},
      '/home/ada/b': {},
      '/home/ada/Z/': {},
      '/home/ada/a/': {},
      '/home/ada/-x\n': {},
    });
    const at = { rootEntry: plan.rootEntry, sequence };
    const names: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = filled.catalogue.entries.folder(at, '/home/ada', after, 1);
      names.push(...(page?.items ?? []).map((entry) => entry.name));
      after = page?.next ?? undefined;
      more = after !== undefined;
    }
    expect(names).toEqual(['Z', 'a', '-x\n', 'b']);
    expect(filled.catalogue.entries.folder(at, '/', undefined, 10)?.items.map(({ path }) => path)).toEqual(['/home']);
    expect(filled.catalogue.entries.folder(at, '/home/ada/b', undefined, 10)).toBeUndefined();
  });

  it('shows each snapshot its own state, also of names that went and came back as something else', () => {
    const plan = filled.addPlan('Papers');
    const one = filled.addSnapshot(plan, { '/home/ada/': {}, '/home/ada/x': { size: 1 } });
    const two = filled.addSnapshot(plan, { '/home/ada/': {} });
    const three = filled.addSnapshot(plan, { '/home/ada/': {}, '/home/ada/x/': {}, '/home/ada/x/y': {} });
    const names = (sequence: number) =>
      filled.catalogue.entries
        .folder({ rootEntry: plan.rootEntry, sequence }, '/home/ada', undefined, 10)
        ?.items.map(({ name, type }) => `${type} ${name}`);
    expect([one, two, three].map(({ sequence }) => names(sequence))).toEqual([['file x'], [], ['folder x']]);
  });

  it('marks what lies below a folder that could not be read', () => {
    const plan = filled.addPlan('Papers');
    const { sequence } = filled.addSnapshot(plan, {
      '/home/ada/': {},
      '/home/ada/shut/': { flags: recordFlags.carried },
      '/home/ada/shut/in/': {},
      '/home/ada/shut/in/a': {},
    });
    const at = { rootEntry: plan.rootEntry, sequence };
    expect(filled.catalogue.entries.entry(at, '/home/ada/shut/in/a')?.carried).toBe(true);
    expect(filled.catalogue.entries.entry(at, '/home/ada')?.carried).toBe(false);
  });

  it('offers the nearest names for one that is not there', () => {
    const plan = filled.addPlan('Papers');
    const { sequence } = filled.addSnapshot(plan, {
      '/home/ada/report.txt': {},
      '/home/ada/Report.txt': {},
      '/home/ada/reprot.txt': {},
      '/home/ada/unlike': {},
    });
    const at = { rootEntry: plan.rootEntry, sequence };
    const nearest = filled.catalogue.entries.nearest(at, '/home/ada/report.tx');
    expect(nearest).toHaveLength(3);
    expect(nearest).not.toContain('/home/ada/unlike');
    const mistyped = filled.catalogue.entries.nearest(at, '/hame/ada/report.txt');
    expect(mistyped).toHaveLength(3);
    expect(mistyped[0]).toBe('/home/ada/report.txt');
  });

  it('offers what lies in another folder where nothing near it is called so', () => {
    const plan = filled.addPlan('Papers');
    const tree = {
      '/home/ada/letters/2026/report.txt': {},
      '/home/ada/zoo': {},
      '/home/ada/zone': {},
      '/home/ada/zen': {},
    };
    const { sequence } = filled.addSnapshot(plan, tree);
    const at = { rootEntry: plan.rootEntry, sequence };
    const nearest = filled.catalogue.entries.nearest(at, '/home/ada/report.txt');
    expect(nearest).toHaveLength(3);
    expect(nearest[0]).toBe('/home/ada/letters/2026/report.txt');
    expect(filled.catalogue.entries.nearest(at, '/home/ada/leters/2026/report.txt')[0]).toBe(
      '/home/ada/letters/2026/report.txt',
    );
  });
});

describe('history, search and difference', () => {
  it('tells all versions of a path, newest first, with the snapshots that hold them', () => {
    const plan = filled.addPlan('Papers');
    filled.addSnapshot(plan, { '/home/ada/a.txt': { size: 1 } });
    filled.addSnapshot(plan, { '/home/ada/a.txt': { size: 1, ino: 7, ctimeS: 5 } });
    filled.addSnapshot(plan, { '/home/ada/a.txt': { size: 2 } });
    filled.addSnapshot(plan, { '/home/ada/b.txt': {} });
    filled.addSnapshot(plan, { '/home/ada/a.txt': { size: 2 } });
    const history = filled.catalogue.entries.history(plan.key, plan.rootEntry, '/home/ada/a.txt');
    expect(
      history.map(({ size, firstSnapshot, lastSnapshot, current }) => [
        size,
        firstSnapshot.name,
        lastSnapshot.name,
        current,
      ]),
    ).toEqual([
      [2, 's5', 's5', true],
      [2, 's3', 's3', false],
      [1, 's1', 's2', false],
    ]);
  });

  it('finds names by text or pattern whatever the case, beyond ASCII too, in every plan or one', () => {
    const [papers, music] = [filled.addPlan('Papers'), filled.addPlan('Music')];
    filled.addSnapshot(papers, { '/home/ada/ÄRGER.txt': {}, '/home/ada/100%_sure': {}, '/home/ada/Report.PDF': {} });
    filled.addSnapshot(papers, { '/home/ada/Report.PDF': { size: 9 } });
    filled.addSnapshot(music, { '/home/ada/report.mp3': {} });
    const find = (pattern: string, planKey?: number) =>
      filled.catalogue.entries.find({
        pattern,
        planKeys: planKey === undefined ? undefined : [planKey],
        after: undefined,
        limit: 10,
      }).items;
    expect(find('ärger').map(({ path }) => path)).toEqual(['/home/ada/ÄRGER.txt']);
    expect(find('%_s').map(({ path }) => path)).toEqual(['/home/ada/100%_sure']);
    expect(find('*.pdf').map(({ size }) => size)).toEqual([9, 0]);
    expect(find('report.???')).toHaveLength(3);
    expect(find('report', music.key).map(({ planName }) => planName)).toEqual(['Music']);
    expect(find('papers')).toEqual([]);
    const first = filled.catalogue.entries.find({ pattern: 'report', planKeys: undefined, after: undefined, limit: 1 });
    const rest = filled.catalogue.entries.find({
      pattern: 'report',
      planKeys: undefined,
      after: first.next ?? undefined,
      limit: 9,
    });
    expect([...first.items, ...rest.items]).toEqual(find('report'));
  });

  it('tells what differs between two snapshots, either way round, below a path', () => {
    const plan = filled.addPlan('Papers');
    const other = filled.addPlan('Other');
    filled.addSnapshot(plan, { '/home/ada/': {}, '/home/ada/a': {}, '/home/ada/b': { size: 1 }, '/home/ada/c': {} });
    filled.addSnapshot(plan, { '/home/ada/': { mtimeS: 1 }, '/home/ada/b': { size: 2 }, '/home/ada/d': {} });
    filled.addSnapshot(plan, { '/home/ada/': {}, '/home/ada/b': { size: 1 }, '/home/ada/c': { ino: 5 } });
    filled.addSnapshot(other, {});
    filled.addSnapshot(other, { '/home/ada/b': {} });
    const diff = (from: number, to: number, path = '/', limit = 10, after?: string) =>
      filled.catalogue.entries.diff({ planKey: plan.key, from, to, path, limit, after });
    const told = (from: number, to: number, path?: string) =>
      diff(from, to, path).items.map(({ change, path }) => `${change} ${path}`);
    expect(told(1, 3)).toEqual(['removed /home/ada/a']);
    expect(told(3, 1)).toEqual(['added /home/ada/a']);
    expect(told(1, 2)).toEqual([
      'removed /home/ada/a',
      'changed /home/ada/b',
      'removed /home/ada/c',
      'added /home/ada/d',
    ]);
    expect(told(1, 2, '/home/ada/b')).toEqual(['changed /home/ada/b']);
    expect(diff(1, 2, '/home/ada/b').items[0]).toMatchObject({ sizeBefore: 1, sizeAfter: 2, type: 'file' });
    const first = diff(1, 2, '/', 3);
    expect(diff(1, 2, '/', 3, first.next ?? '').items.map(({ path }) => path)).toEqual(['/home/ada/d']);
  });
});

describe('removing a snapshot', () => {
  const trees: readonly Parameters<FilledCatalogue['addSnapshot']>[1][] = [
    { '/home/ada/a.txt': { size: 1 }, '/home/ada/gone/': {}, '/home/ada/gone/x': {} },
    { '/home/ada/a.txt': { size: 2 }, '/home/ada/once/': {}, '/home/ada/once/x': {}, '/home/ada/k': {} },
    { '/home/ada/a.txt': { size: 2 }, '/home/ada/gone/': {}, '/home/ada/gone/x': { size: 5 } },
    { '/home/ada/a.txt': { size: 3 }, '/home/ada/k/': {}, '/home/ada/k/in': {} },
  ];

  it.each([[[1]], [[2]], [[3]], [[4]], [[4, 3]], [[2, 3]], [[1, 2, 3, 4]], [[3, 4, 2]]])(
    'leaves the others as they were, and a plan that goes on as if it had never been: %j',
    (removed) => {
      const plan = filled.addPlan('Papers');
      const ids = trees.map((tree) => filled.addSnapshot(plan, tree).id);
      const before = everything(filled, plan.plan.id).trees;
      const rest = before.filter(({ name }) => !removed.includes(Number(name.slice(1))));
      for (const sequence of removed) {
        filled.db.transaction(() => removeSnapshot(filled.db, ids[sequence - 1] ?? ''))();
      }
      expect(everything(filled, plan.plan.id).trees).toEqual(rest);
      expect(staleFingerprints(filled)).toEqual([]);
      const last = filled.addSnapshot(plan, { '/home/ada/a.txt': { size: 4 }, '/home/ada/new': {} });
      expect(everything(filled, plan.plan.id).trees.slice(1)).toEqual(rest);
      expect(staleFingerprints(filled)).toEqual([]);
      expect(everything(filled, plan.plan.id).current[0]?.lastSnapshot.id).toBe(last.id);
      const unused = 'SELECT count(*) FROM entry e WHERE parent_id <> 0 AND id NOT IN (SELECT entry_id FROM version)';
      expect(filled.db.prepare(unused).pluck().get()).toBe(0);
    },
  );

  it('tells beforehand what only that snapshot holds', () => {
    const plan = filled.addPlan('Papers');
    filled.addSnapshot(filled.addPlan('Other'), trees[1] ?? {});
    const ids = trees.map((tree) => filled.addSnapshot(plan, tree).id);
    const only = ids.map((id) => filled.catalogue.entries.heldOnlyBy([id]));
    expect(only).toMatchObject([
      { files: 2, bytes: 1 },
      { files: 2, bytes: 0 },
      { files: 1, bytes: 5 },
      { files: 2, bytes: 3 },
    ]);
  });
});
