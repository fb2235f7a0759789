import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunPhase } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { fingerprint } from '../../helpers/compare-trees.ts';
import { createRestores, shell } from '../../helpers/restore-home.ts';
import { canMount, mountTmpfs, remountReadOnly, unmount } from '../../helpers/volumes.ts';

let home: BackupHome;
let restores: ReturnType<typeof createRestores>;
const mounted: string[] = [];

const open = async (repository?: string): Promise<void> => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-failing-')));
  home = await openBackupHome({ folder, ...(repository !== undefined && { repository }) });
  restores = createRestores(home);
  await home.engine.services.settings.set({ keepFreeBytes: 0 });
};

beforeEach(() => open());
afterEach(async () => {
  await home.close();
  for (const place of mounted.splice(0)) unmount(place);
});

/** A volume of its own; its name below the temporary folder. */
function mount(name: string, options: string): string {
  const place = home.at(name);
  mountTmpfs(place, options);
  mounted.push(place);
  return place;
}

const remount = (place: string, options: string): void =>
  void execFileSync('mount', ['-o', `remount,${options}`, place]);

/** A phase's first sight: when something is done to the world. */
const once = (wanted: RunPhase, work: () => void) => {
  let hit = false;
  return {
    watch: ({ phase }: { readonly phase: RunPhase }): void => {
      if (phase !== wanted || hit) return;
      hit = true;
      work();
    },
    wasHit: () => hit,
  };
};

describe.runIf(canMount)('a target', () => {
  const fill = (target: string): void =>
    shell(target, 'for n in 1 2 3 4 5 6; do head -c 600000 /dev/urandom > f$n; done; mkdir d; echo a > d/a');

  it('that is full by then ends the restore, which can be finished when there is room, or undone', async () => {
    const target = mount('target', 'size=12m');
    fill(target);
    await home.addPlan({ folders: [target] });
    await home.backUp();
    shell(target, 'for n in 1 2 3; do echo mine > f$n; done; rm f4 f5 f6');
    const before = fingerprint(target);
    for (const way of ['finish', 'undo'] as const) {
      // Somebody else takes the room after it was looked for.
      const fault = once('saving', () => {
        const { bavail, bsize } = fs.statfsSync(target);
        fs.writeFileSync(`${target}/ballast`, Buffer.alloc(bavail * bsize - 900_000, 1));
      });
      const run = await restores.restore(
        { paths: ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'].map((name) => `${target}/${name}`) },
        fault,
      );
      expect(fault.wasHit()).toBe(true);
      expect(run).toMatchObject({
        outcome: 'failed',
        error: { code: 'destination-full' },
        warnings: [{ code: 'not-finished', message: expect.stringContaining('holdfast restore finish') }],
      });
      expect(await restores.status(run.id)).toMatchObject({ state: 'interrupted', undo: { possible: true } });
      fs.rmSync(`${target}/ballast`);
      if (way === 'finish') {
        expect((await restores.finish(run.id)).outcome).toBe('succeeded');
        expect(fs.statSync(`${target}/f6`).size).toBe(600_000);
      }
      expect((await restores.undo(run.id)).outcome).toBe('succeeded');
      shell(target, `touch -r ${home.source} .`);
      expect(fs.readdirSync(target).sort()).toEqual(['d', 'f1', 'f2', 'f3']);
      expect(fs.readFileSync(`${target}/f2`, 'utf8')).toBe('mine\n');
    }
    expect(before).not.toBe('');
  });

  it('that has too little room from the beginning is told before anything is touched', async () => {
    fill(home.source);
    await home.addPlan();
    await home.backUp();
    const target = mount('small', 'size=1m');
    const run = await restores.restore({ to: target });
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'destination-full' } });
    expect(fs.readdirSync(target)).toEqual([]);
  });

  it('that turns read-only at any stage keeps every file whole, and takes the rest when it can be written again', async () => {
    const target = mount('target', 'size=30m');
    fill(target);
    await home.addPlan({ folders: [target] });
    await home.backUp();
    shell(target, 'for n in 1 2 3; do echo mine > f$n; done; rm f4; chmod 700 d; echo more > d/more');
    const before = fingerprint(target);
    for (const phase of ['verifying', 'saving', 'restoring', 'deleting'] as const) {
      const fault = once(phase, () => remountReadOnly(target));
      const run = await restores.restore({ exact: true }, fault);
      expect(fault.wasHit(), phase).toBe(true);
      const found = fingerprint(target);
      remount(target, 'rw');
      const status = await restores.status(run.id);
      if (run.outcome === 'succeeded') {
        // It was done before nothing was being written any more.
        expect(['restoring', 'deleting']).toContain(phase);
      } else if (status.finish.possible) {
        expect(run.error?.code, phase).toMatch(/^(destination-read-only|restore-incomplete)$/);
        expect((await restores.finish(run.id)).outcome, phase).toBe('succeeded');
        expect(fs.existsSync(`${target}/d/more`)).toBe(false);
      } else {
        expect(found, phase).toBe(before);
        continue;
      }
      expect((await restores.undo(run.id)).outcome, phase).toBe('succeeded');
      expect(fingerprint(target), phase).toBe(before);
    }
  });
});

describe.runIf(canMount)('a repository', () => {
  const prepare = async (options: string): Promise<string> => {
    const drive = mount('drive', options);
    await home.close();
    await open(`${drive}/repository`);
    await home.addPlan();
    shell(home.source, 'for n in 1 2 3 4 5 6; do head -c 300000 /dev/urandom > f$n; done');
    await home.backUp();
    shell(home.source, 'for n in 1 2 3; do head -c 900000 /dev/urandom > f$n; done; rm f4 f5');
    return drive;
  };

  it('without room for the safety copy ends the restore before anything is touched', async () => {
    const drive = await prepare('size=16m');
    const { bavail, bsize } = fs.statfsSync(drive);
    fs.writeFileSync(`${drive}/ballast`, Buffer.alloc(bavail * bsize - 1_000_000, 1));
    const before = fingerprint(home.source);
    const run = await restores.restore({});
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'destination-full' } });
    expect(fingerprint(home.source)).toBe(before);
    fs.rmSync(`${drive}/ballast`);
    expect((await restores.restore({})).outcome).toBe('succeeded');
  });

  it('that is unplugged at any stage loses nothing, and is told from damage', async () => {
    const drive = await prepare('size=32m');
    const before = fingerprint(home.source);
    for (const phase of ['verifying', 'saving', 'restoring'] as const) {
      const [here, away] = [`${drive}/repository`, `${drive}/away`];
      const fault = once(phase, () => fs.renameSync(here, away));
      const run = await restores.restore({}, fault);
      expect(fault.wasHit(), phase).toBe(true);
      fs.renameSync(away, here);
      if (run.outcome !== 'succeeded') {
        expect(run.error?.code, `${phase} ${run.error?.message}`).toMatch(/^destination-/);
        expect(run.warnings.map(({ code }) => code)).not.toContain('file-damaged');
      }
      const status = await restores.status(run.id);
      if (!status.undo.possible) {
        expect(fingerprint(home.source), phase).toBe(before);
        continue;
      }
      if (status.finish.possible) expect((await restores.finish(run.id)).outcome, phase).toBe('succeeded');
      expect(fs.statSync(`${home.source}/f5`).size).toBe(300_000);
      expect((await restores.undo(run.id)).outcome, phase).toBe('succeeded');
      expect(fingerprint(home.source), phase).toBe(before);
    }
  });
});
