import fs from 'node:fs/promises';
import { asHoldfastError, HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { Ports } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { isRunning } from '../runs/process-identity.ts';
import { runFiles } from '../runs/run-files.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { unmountVolume } from './unmount-volume.ts';
import { whyHeld } from './why-held.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check' | 'place' | 'refresh'>;
  readonly changes: Pick<ChangeHub, 'emit'>;
  readonly ports: Pick<Ports, 'clock' | 'logger'>;
}

/** Lets go of drives. */
export interface VolumeReleaser {
  /** Unmounts a repository's volume and records it. Throws `plan-busy`, `volume-in-use`, `volume-not-unmounted` or a destination error. */
  release(row: RepositoryRow): Promise<void>;
  /**
   * Unmounts what is to be let go of after runs that had ended before `before` (ms), where nothing of Holdfast uses it any
   * more. What refuses is recorded as a warning. Never rejects.
   */
  look(before: number): Promise<void>;
  /** Nothing is unmounted any more. */
  stop(): void;
}

export function createVolumeReleaser({ home, catalogue, destinations, changes, ports }: Dependencies): VolumeReleaser {
  let [looking, stopped] = [false, false];
  const unmount = async (row: RepositoryRow): Promise<void> => {
    const place = await destinations.place(row.path);
    const held = whyHeld({ mountPoint: place.mountPoint, home, folders: await allFolders(catalogue) });
    if (held !== null) throw new HoldfastError('volume-not-unmounted', { path: place.mountPoint, reason: held });
    await unmountVolume(place);
  };
  /** Tells how it went in the decision log, and of a run in its own. */
  const tell = async (row: RepositoryRow, runId: string | null, failure: HoldfastError | null): Promise<void> => {
    const at = new Date(ports.clock.now()).toISOString();
    await catalogue.write.volumes.record({
      ...{ at, repositoryId: row.id, repositoryPath: row.path, planId: null, planName: null, lastGoodAt: null, runId },
      decision: failure === null ? 'unmounted' : 'not-unmounted',
      problem: failure?.message ?? null,
    });
    const line = failure === null ? 'the drive was unmounted' : `warning: ${failure.message}`;
    // A log that can't be written is no reason to fail: the entry is there.
    if (runId !== null) await fs.appendFile(runFiles(home, runId).log, `${at} ${line}\n`).catch(() => undefined);
    destinations.refresh();
    changes.emit(['repositories', 'plans', 'runs']);
  };
  const attempt = async (row: RepositoryRow, runId: string | null): Promise<HoldfastError | null> => {
    const failure = await unmount(row).then(
      () => null,
      (error: unknown) => asHoldfastError(error),
    );
    await tell(row, runId, failure);
    return failure;
  };
  const lookAt = async (row: RepositoryRow, since: string, before: number): Promise<void> => {
    const runId = await wantedAfter(catalogue, { row, since, before });
    if (runId === null || (await userOf(catalogue, row)) !== null) return;
    if ((await destinations.check(row)).state === 'ready' && !stopped) await attempt(row, runId);
  };
  return {
    release: async (row) => {
      const user = await userOf(catalogue, row);
      if (user !== null) throw new HoldfastError('plan-busy', { name: user });
      const { failure } = await destinations.check(row);
      // What is read-only, or not the repository, can be unmounted as well.
      if (failure?.code === 'destination-missing' || failure?.code === 'destination-silent') {
        throw new HoldfastError(failure.code, failure.details);
      }
      const refused = await attempt(row, null);
      if (refused !== null) throw refused;
    },
    look: async (before) => {
      if (looking || stopped) return;
      looking = true;
      try {
        const records = new Map((await catalogue.read.volumes.list()).map((record) => [record.repositoryId, record]));
        for (const row of await catalogue.read.repositories.list()) {
          const since = records.get(row.id)?.since ?? null;
          if (since !== null && !stopped) await lookAt(row, since, before);
        }
      } catch (error) {
        // Closing takes the catalogue away from whoever still looks.
        if (!stopped) ports.logger.error('drives could not be let go of', error);
      } finally {
        looking = false;
      }
    },
    stop: () => {
      stopped = true;
    },
  };
}

async function allFolders({ read }: CatalogueClient): Promise<readonly string[]> {
  return (await read.plans.list()).flatMap(({ plan }) => plan.folders);
}

interface Wanted {
  readonly row: RepositoryRow;
  /** Since when the volume has been there. */
  readonly since: string;
  readonly before: number;
}

/** The run after which a volume is to be let go of; null where there is none. */
async function wantedAfter({ read, write }: CatalogueClient, { row, since, before }: Wanted): Promise<string | null> {
  for (const { key, plan } of await read.plans.list()) {
    if (plan.repositoryId !== row.id || plan.drive.afterwards !== 'unmount') continue;
    // From the writing connection: what was recorded a moment ago is seen.
    const runId = await write.volumes.doneBySelf(plan.id, since);
    const run = runId === null ? undefined : await write.runs.find(runId);
    if (!run?.endedAt || Date.parse(run.endedAt) >= before) continue;
    // Of drives that take turns only the one to which the run went.
    const made = plan.rotation.length > 1 ? await write.snapshots.byId(run.snapshotId ?? '') : undefined;
    if (plan.rotation.length < 2 || made?.planKey === key) return run.id;
  }
  return null;
}

/** The name of a plan of which something is going on that may use the repository; null where nothing is. */
async function userOf({ read, write }: CatalogueClient, row: RepositoryRow): Promise<string | null> {
  const plans = (await read.plans.list()).filter(({ plan }) => plan.repositoryId === row.id);
  const open = (await write.runs.open()).filter(isRunning);
  const users = plans.filter(({ plan }) => open.some(({ planId }) => planId === null || planId === plan.id));
  return users[0]?.plan.name ?? null;
}
