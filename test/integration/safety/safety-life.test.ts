import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { removeSnapshot } from '../../../electron/engine/catalogue/remove-snapshot.ts';
import { walkTree } from '../../../electron/engine/catalogue/walk-tree.ts';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences, fingerprint } from '../../helpers/compare-trees.ts';
import { eventually } from '../../helpers/eventually.ts';
import { everythingIn, makeSafety } from '../../helpers/make-safety.ts';
import { makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';
import { withEngine } from '../../helpers/with-engine.ts';

const dayMs = 24 * 60 * 60 * 1000;

let real: RealHome;
let plan: PlanRow;
beforeEach(() => {
  real = createRealHome();
  plan = real.addPlan('Papers', [real.source]);
});
afterEach(() => real.close());

const at = (name: string): string => path.join(real.source, name);
const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: real.source });
const namesIn = (place: 'snapshots' | 'incomplete' | 'trash'): string[] => {
  const folder = planPaths(real.repository, plan.plan.slug)[place];
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
};
const row = (id: string) => {
  const found = real.catalogue.snapshots.byId(id);
  if (!found) throw new Error(`no snapshot ${id}`);
  return found;
};

/** Keeps everything in a folder, as a restore of the newest backup that deletes it would. */
async function save(folder: string, now?: () => number): Promise<string> {
  const restoredSnapshotId = real.catalogue.snapshots.newestState(plan.key)?.id ?? '';
  const touched = { delete: everythingIn(folder) };
  const made = await makeSafety({ ...real, plan, restoredSnapshotId, touched, ...(now && { now }) });
  if (!made) throw new Error('nothing was saved');
  return made.snapshotId;
}

const treeOf = (id: string): string[] => {
  const { rootEntry, sequence } = row(id);
  return [...walkTree(real.db, { folderId: rootEntry ?? plan.rootEntry, path: '/', sequence })].map(
    ({ path: place, type, size, mode, sha256 }) => `${place} ${type} ${size} ${mode} ${sha256?.toString('hex') ?? ''}`,
  );
};

describe('a safety snapshot', () => {
  let backup: string;
  let safety: string;

  beforeEach(async () => {
    fs.writeFileSync(at('a'), 'a');
    backup = await real.backup(plan);
    fs.mkdirSync(at('odd'));
    makeOddTree(at('odd'));
    safety = await save(at('odd'));
  });

  const rebuild = () =>
    real.run({ kind: 'rebuild', repositoryIds: real.catalogue.repositories.list().map(({ id }) => id) });

  it('comes back as what it is with a rebuild, also on a machine that knew nothing of it', async () => {
    fs.writeFileSync(at('b'), 'b');
    await real.backup(plan);
    real.catalogue.states.change(safety, { pinned: true });
    const before = [real.catalogue.snapshots.list(plan.key), treeOf(safety)];
    const plain = (told: typeof before) =>
      JSON.parse(JSON.stringify(told).replaceAll(/"(planKey|rootEntry)":\d+/g, '"$1":0'));
    expect(await rebuild()).toMatchObject({ outcome: 'succeeded', result: { snapshots: 3 }, warnings: [] });
    expect(plain([real.catalogue.snapshots.list(plan.key), treeOf(safety)])).toEqual(plain(before));
    await expectSound(real.home);
    real.catalogue.plans.remove(plan.plan.id);
    expect(await rebuild()).toMatchObject({ outcome: 'succeeded', result: { snapshots: 3 }, warnings: [] });
    expect(row(safety)).toMatchObject({ kind: 'safety', pinned: true });
    expect(treeOf(safety)).toEqual(before[1]);
    await expectSound(real.home);
  });

  it('is taken in alone where the catalogue lacks only it, whenever it was made', async () => {
    fs.writeFileSync(at('b'), 'b');
    await real.backup(plan);
    const before = treeOf(safety);
    real.db.transaction(() => removeSnapshot(real.db, safety))();
    const entries = real.db.prepare('SELECT max(id) FROM entry').pluck();
    const highest = entries.get();
    expect(await real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false })).toMatchObject({
      result: { unchanged: true },
    });
    expect(treeOf(safety)).toEqual(before);
    expect(real.db.prepare('SELECT count(*) FROM entry WHERE plan_key > 0 AND id > ?').pluck().get(highest)).toBe(0);
    await expectSound(real.home);
  });

  it('can be looked at, checked, and restored from like any other', async () => {
    const odd = at('odd');
    const before = fingerprint(odd);
    await withEngine(real.home, 'command', Date.now, async ({ services: { snapshots } }) => {
      const { items } = await snapshots.folder({ snapshot: safety, path: odd, limit: 100 });
      expect(items.map(({ name }) => name)).toContain('new\nline');
      expect(await snapshots.entry({ snapshot: safety, path: `${odd}/nested/deeper/file` })).toMatchObject({ size: 4 });
      const content = await snapshots.content({ snapshot: safety, path: `${odd}/nested/deeper/file` });
      expect(content).toMatchObject({ kind: 'text', text: 'deep' });
      const { path: place } = await snapshots.locate({ snapshot: safety, path: odd });
      expect(differences(odd, place)).toEqual([]);
      const missing = snapshots.entry({ snapshot: safety, path: at('a') });
      await expect(missing).rejects.toMatchObject({ code: 'path-not-found' });
      await expect(snapshots.diff({ snapshot: backup, other: safety, path: '/', limit: 10 })).rejects.toThrow(
        'safety copy',
      );
      expect((await snapshots.get({ snapshot: 'latest' })).id).toBe(backup);
      const [told] = await snapshots.list({});
      expect(told).toMatchObject({ id: safety, kind: 'safety', available: true });
      expect(Date.parse(told?.keptUntil ?? '') - Date.parse(told?.completedAt ?? '')).toBe(30 * dayMs);
      expect(await snapshots.get({ snapshot: backup })).toMatchObject({ kind: 'backup', keptUntil: null });
    });
    expect(await real.run({ kind: 'verify', snapshotIds: [safety] })).toMatchObject({ outcome: 'succeeded' });
    const exact = real.preview({ snapshotId: safety, paths: [], to: null, exact: true });
    await expect(exact).rejects.toThrow('nothing can be made exactly like it');
    bash('chmod -R u+w odd; rm -rf odd/nested; echo other > odd/zero; chmod 600 odd/setuid; rm -rf odd/empty');
    expect(await real.restore({ snapshotId: safety, paths: [], to: null, exact: false })).toMatchObject({
      outcome: 'succeeded',
      error: null,
    });
    expect(fingerprint(odd)).toBe(before);
    expect(fs.readFileSync(at('a'), 'utf8')).toBe('a');
  });

  it('and the backups around it are deleted without harm to each other, whichever goes first', async () => {
    const other = await save(at('odd'));
    fs.writeFileSync(at('b'), 'b');
    const second = await real.backup(plan);
    const third = await save(at('odd'));
    expect(real.catalogue.entries.heldOnlyBy([third])).toMatchObject({ files: 0, bytes: 0 });
    const prints = new Map([other, second, third, safety].map((id) => [id, fingerprint(real.folderOf(id))]));
    const trees = new Map([...prints.keys()].map((id) => [id, treeOf(id)]));
    const remove = (...snapshotIds: string[]) => real.run({ kind: 'delete', planId: plan.plan.id, snapshotIds });
    for (const gone of [backup, safety, second]) {
      expect(await remove(gone)).toMatchObject({ outcome: 'succeeded', warnings: [] });
      await expectSound(real.home);
      for (const { id } of real.catalogue.snapshots.list()) {
        expect(fingerprint(real.folderOf(id))).toBe(prints.get(id));
        expect(treeOf(id)).toEqual(trees.get(id));
        expect(brokenSums(real.folderOf(id))).toBe('');
      }
    }
    expect(real.catalogue.snapshots.list().map(({ id }) => id)).toEqual([third, other]);
    expect(await remove(third, other)).toMatchObject({ outcome: 'succeeded' });
    expect(real.db.prepare('SELECT count(*) FROM entry WHERE parent_id <> 0').pluck().get()).toBe(0);
    await real.backup(plan);
    await expectSound(real.home);
  });

  it('goes 30 days after it was made, unless it is pinned', async () => {
    const pinned = await save(at('odd'));
    const lastly = await save(at('odd'), () => Date.now() + dayMs);
    await withEngine(real.home, 'command', Date.now, ({ services }) =>
      services.snapshots.pin({ snapshot: pinned, pinned: true }),
    );
    const kinds = () => real.catalogue.snapshots.list().map(({ id }) => id);
    const stays = async (days: number, until: () => boolean) =>
      withEngine(
        real.home,
        'host',
        () => Date.now() + days * dayMs,
        async ({ services }) => {
          await eventually(until);
          await eventually(async () => (await services.runs.list({ limit: 1 })).items[0]?.outcome !== null);
          return (await services.runs.list({ kind: 'delete', limit: 10 })).items;
        },
      );
    const none = await stays(29.9, () => true);
    expect(none).toEqual([]);
    const [run] = await stays(30.1, () => !kinds().includes(safety));
    expect(run).toMatchObject({ outcome: 'succeeded', snapshotId: safety, planName: 'Papers' });
    expect(kinds()).toEqual([lastly, pinned, backup]);
    await stays(40, () => !kinds().includes(lastly));
    expect(kinds()).toEqual([pinned, backup]);
    expect(namesIn('trash')).toEqual([]);
    await expectSound(real.home);
  });

  it('goes at the end of a command’s backup too, if its time is over', async () => {
    await withEngine(
      real.home,
      'command',
      () => Date.now() + 31 * dayMs,
      async ({ services }) => {
        const { runId } = await services.runs.backup({ plan: 'Papers', fullChecksum: false });
        for await (const event of services.runs.watch({ run: runId })) if (event.type === 'ended') return;
      },
    );
    expect(real.catalogue.snapshots.byId(safety)).toBeUndefined();
    expect(real.catalogue.snapshots.newestState(plan.key)).toBeDefined();
    await expectSound(real.home);
  });

  it('deleting it says what is lost with it', async () => {
    await withEngine(real.home, 'command', Date.now, async ({ services: { snapshots } }) => {
      const asked = snapshots.remove({ snapshot: safety });
      await expect(asked).rejects.toMatchObject({ code: 'confirmation-needed', details: { phrase: row(safety).name } });
      await expect(asked).rejects.toThrow('The restore that made the safety copy can then no longer be undone.');
    });
  });

  it('has no place among the newest snapshots of the recovery guide', async () => {
    fs.writeFileSync(at('b'), 'b');
    await real.backup(plan);
    const guide = fs.readFileSync(path.join(real.repository, 'RECOVERY.html'), 'utf8');
    expect(guide).toContain('Names that end in <span class="path">-safety</span> are no backups');
    expect(guide).not.toContain(row(safety).name);
    expect(guide).not.toContain('older</li>');
  });
});
