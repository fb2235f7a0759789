import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunDetail, RunPhase } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { differences, fingerprint } from '../../helpers/compare-trees.ts';
import { createDrive, type Drive } from '../../helpers/drive.ts';
import { createRestores } from '../../helpers/restore-home.ts';
import { canMount } from '../../helpers/volumes.ts';

let folder: string;
let drive: Drive;
let home: BackupHome;

const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: home.source });

/** Some that are new, some that changed, most as they were. */
function changeSource(round: number): void {
  bash(`mkdir -p d${round}; for n in $(seq 150); do echo ${round} $n > d${round}/f$n; done
    head -c 3000000 /dev/urandom > big; echo ${round} > small`);
}

/** What takes the drive's place: nothing, an empty drive, or another one with a repository of the same plan. */
const successors = {
  nothing: undefined,
  'an empty drive': () => {},
  'another repository': (place: string) => {
    const marker = { format: 1, id: crypto.randomUUID(), createdAt: new Date().toISOString() };
    fs.writeFileSync(path.join(place, 'holdfast-repository.json'), JSON.stringify(marker));
    for (const name of ['snapshots', 'incomplete', 'trash', 'damaged']) {
      fs.mkdirSync(path.join(place, 'plans', 'plan-1', name), { recursive: true });
    }
    fs.writeFileSync(path.join(place, 'plans', 'plan-1', 'plan.lock'), '');
  },
} as const;
type Successor = keyof typeof successors;

/** Pulls the drive in a phase of a run; what took its place is looked at afterwards, and taken away. */
function createPull(successor: Successor) {
  let takeAway: (() => void) | undefined;
  let before: string | undefined;
  return {
    wasPulled: () => before !== undefined,
    pullIn:
      (...phases: readonly RunPhase[]) =>
      ({ phase }: { readonly phase: RunPhase }): void => {
        if (before !== undefined || !phases.includes(phase)) return;
        drive.pull();
        const fill = successors[successor];
        if (fill) takeAway = drive.replace(fill);
        before = fingerprint(drive.place);
      },
    /** Nothing of it was touched; then the drive comes back. */
    expectUntouchedAndPlug: async () => {
      expect(fingerprint(drive.place)).toBe(before);
      if (successor === 'nothing') expect(fs.readdirSync(drive.place)).toEqual([]);
      takeAway?.();
      await drive.released();
      drive.plug();
    },
  };
}

describe.runIf(canMount)('a drive that is pulled in the middle of a run', () => {
  beforeEach(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', 'holdfast-pulled-')));
    drive = createDrive(path.join(folder, 'image'), path.join(folder, 'drive'));
    home = await openBackupHome({ folder, repository: drive.place });
    await home.engine.services.settings.set({ keepFreeBytes: 0 });
    await home.addPlan();
    changeSource(0);
    await home.backUp();
  });
  afterEach(async () => {
    await home.close();
    drive.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** It says that the drive is away; which of them is a matter of the moment: what takes its place takes a while. */
  const expectNamed = ({ error, warnings, outcome }: RunDetail): void => {
    expect(outcome).toMatch(/^(failed|skipped)$/);
    expect(error?.code).toMatch(/^destination-(missing|not-mounted|wrong-volume)$/);
    expect(error?.message).toContain(drive.place);
    expect(warnings.map(({ code }) => code)).not.toContain('file-damaged');
  };

  test.each([
    ['scanning', 'nothing'],
    ['scanning', 'another repository'],
    ['cloning', 'nothing'],
    ['cloning', 'another repository'],
    ['copying', 'nothing'],
    ['copying', 'an empty drive'],
    ['copying', 'another repository'],
    ['committing', 'nothing'],
    ['committing', 'another repository'],
  ] as const)(
    'a backup that was %s, %s in its place: nothing is written there, and the next one is whole',
    async (phase, successor) => {
      changeSource(1);
      const pull = createPull(successor);
      const run = await home.backUp({ watch: pull.pullIn(phase) });
      expect(pull.wasPulled()).toBe(true);
      // It was as good as done: then it is.
      if (run.outcome !== 'succeeded') expectNamed(run);
      else expect(phase).toBe('committing');
      await pull.expectUntouchedAndPlug();
      expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
      expect(differences(home.source, home.newestFiles() + home.source)).toEqual([]);
      await expectSound(home.home);
    },
  );

  test.each(['nothing', 'another repository'] as const)(
    'a check, %s in its place, calls nothing damaged',
    async (successor) => {
      const { services } = home.engine;
      const pull = createPull(successor);
      const { runId } = await services.snapshots.verify({ snapshot: 'latest' });
      const run = await createRestores(home).ended(runId, pull.pullIn('verifying'));
      expect(pull.wasPulled()).toBe(true);
      expectNamed(run);
      expect(await services.snapshots.get({ snapshot: 'latest' })).toMatchObject({ damaged: 0, verifiedAt: null });
      await pull.expectUntouchedAndPlug();
    },
  );

  test.each([
    ['saving', 'nothing'],
    ['saving', 'another repository'],
    ['restoring', 'nothing'],
    ['restoring', 'another repository'],
  ] as const)(
    'a restore that was %s, %s in its place: no file is lost, and it is finished or undone',
    async (phase, successor) => {
      const restores = createRestores(home);
      changeSource(1);
      const before = fingerprint(home.source);
      const pull = createPull(successor);
      const run = await restores.restore({}, { watch: pull.pullIn(phase) });
      expect(pull.wasPulled()).toBe(true);
      if (run.outcome !== 'succeeded') expectNamed(run);
      await pull.expectUntouchedAndPlug();
      const { finish, undo } = await restores.status(run.id);
      if (finish.possible) expect((await restores.finish(run.id)).outcome).toBe('succeeded');
      if (undo.possible) expect((await restores.undo(run.id)).outcome).toBe('succeeded');
      expect(fingerprint(home.source)).toBe(before);
    },
  );

  test.each(['nothing', 'another repository'] as const)(
    'a deletion, %s in its place: each snapshot is whole or gone, and what is left goes later',
    async (successor) => {
      const { services } = home.engine;
      changeSource(1);
      const { snapshotId } = await home.backUp();
      const first = (await services.snapshots.list({})).find(({ id }) => id !== snapshotId);
      const order = { snapshot: first?.id ?? '', confirm: first?.name ?? '' };
      const pull = createPull(successor);
      const { runId } = await services.snapshots.remove(order);
      const run = await createRestores(home).ended(runId, pull.pullIn('deleting'));
      expect(pull.wasPulled()).toBe(true);
      if (run.outcome !== 'succeeded') expect(run.error?.code).toBe('deletion-unfinished');
      await pull.expectUntouchedAndPlug();
      expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
      await expectSound(home.home);
    },
  );
});
