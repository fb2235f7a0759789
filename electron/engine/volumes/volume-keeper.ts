import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { Ports } from '../ports.ts';
import type { DestinationState } from '../repository/destination-tasks.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { RunService } from '../runs/run-service.ts';
import type { ScheduleKeeper } from '../schedule/schedule-keeper.ts';
import type { ChangeHub, ChangeTopic } from '../system/change-hub.ts';
import { labelOf } from '../system/list-volumes.ts';
import { hasAppeared, isOwn, type Seen } from './appearances.ts';
import { createAppearanceLog } from './log-appearance.ts';
import { mountSessions, type Place } from './look-at-place.ts';
import type { VolumeRecord } from './volumes-store.ts';
import { type MountWatch, watchMounts } from './watch-mounts.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check' | 'place' | 'refresh'>;
  readonly runs: Pick<RunService, 'backUp'>;
  readonly schedules: Pick<ScheduleKeeper, 'surroundingsChanged'>;
  readonly changes: ChangeHub;
  readonly ports: Ports;
}

/** Sees which drives come and go, starts what waits for them, and records what was decided. */
export interface VolumeKeeper {
  /** Looks at the place of every repository from now on whenever something is mounted, unmounted, made or connected. */
  start(): void;
  /** Nothing is started any more. */
  stop(): void;
}

interface Found extends Seen {
  readonly row: RepositoryRow;
  readonly place: Place;
  readonly destination: DestinationState;
}

export function createVolumeKeeper(dependencies: Dependencies): VolumeKeeper {
  const { catalogue, destinations, schedules, changes, ports } = dependencies;
  const logAppearance = createAppearanceLog(dependencies);
  const seen = new Map<string, Seen>();
  let mounted: ReadonlySet<string> = new Set();
  let [stopped, telling, waiting] = [false, false, false];
  let going: Promise<void> = Promise.resolve();
  let watch: MountWatch | undefined;
  let unsubscribe: (() => void) | undefined;
  const tell = (topics: readonly ChangeTopic[]): void => {
    telling = true;
    changes.emit(topics);
    telling = false;
  };
  const look = async (): Promise<void> => {
    watch?.hasChanged();
    const sessions = mountSessions();
    destinations.refresh();
    const found = await findAll(await catalogue.read.repositories.list(), destinations);
    // What was found may be from before or after: it is looked at anew, so that no change is passed over.
    if (watch?.hasChanged()) return lookNext();
    const before = mounted;
    mounted = sessions;
    const records = new Map((await catalogue.read.volumes.list()).map((record) => [record.repositoryId, record]));
    const appeared = found.filter(({ row, ...now }) =>
      hasAppeared({ seen: seen.get(row.id), session: records.get(row.id)?.session ?? null, mounted: before }, now),
    );
    const changed = found.filter(({ row, state, session }) => {
      const last = seen.get(row.id);
      return last?.state !== state || last.session !== session;
    });
    for (const one of changed) await note(one, records.get(one.row.id), appeared.includes(one));
    if (changed.length === 0 || stopped) return;
    // Before what is started shows: whoever reads it then finds the drive there.
    tell(['repositories', 'plans']);
    const now = ports.clock.now();
    await schedules.surroundingsChanged();
    for (const { row, destination } of appeared) if (!stopped) await logAppearance(row, destination, now);
    if (appeared.length > 0) tell(['repositories']);
  };
  /** Keeps what was seen: for the next look, and for whoever asks while the volume is away. */
  const note = async (found: Found, record: VolumeRecord | undefined, appeared: boolean): Promise<void> => {
    const { row, state, session, place, destination } = found;
    const last = seen.get(row.id);
    seen.set(row.id, { state, session });
    const at = new Date(ports.clock.now()).toISOString();
    if (isOwn(state)) {
      const anew = appeared || !record?.since || record.session !== session;
      const { uuid, fileSystem, mountPoint } = place;
      const volume = { name: await labelOf(place), uuid, fileSystem, mountPoint };
      const since = anew ? at : (record?.since ?? at);
      const totalBytes = destination.space?.totalBytes ?? null;
      await catalogue.write.volumes.see({ repositoryId: row.id, session, since, seenAt: at, volume, totalBytes });
    } else if (record && last && isOwn(last.state)) await catalogue.write.volumes.see({ ...record, seenAt: at });
  };
  /** One after the other: each tells what has changed since the one before. */
  const lookNext = (): void => {
    // One that waits for its turn will see this too.
    if (waiting) return;
    waiting = true;
    going = going.then(async () => {
      waiting = false;
      if (stopped) return;
      await look().catch((error: unknown) => {
        if (!stopped) ports.logger.error('drives could not be looked at', error);
      });
    });
  };
  return {
    start: () => {
      const listen = (topics: readonly ChangeTopic[]) => !telling && topics.includes('repositories') && lookNext();
      watch = watchMounts(lookNext);
      unsubscribe = changes.subscribe(listen);
      lookNext();
    },
    stop: () => {
      stopped = true;
      watch?.stop();
      unsubscribe?.();
    },
  };
}

async function findAll(
  rows: readonly RepositoryRow[],
  destinations: Pick<Destinations, 'check' | 'place'>,
): Promise<readonly Found[]> {
  const found = await Promise.all(
    rows.map(async (row) => {
      // A volume that does not answer is as good as away, and looked at again when something changes.
      const place = await destinations.place(row.path).catch(() => null);
      const destination = await destinations.check(row);
      return place && { row, place, destination, state: destination.state, session: place.session };
    }),
  );
  return found.filter((one) => one !== null);
}
