import type { VolumeStatus } from '#shared/domain/volume.ts';
import { HoldfastError } from '#shared/errors.ts';
import { auditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { describeRepositories, findRepository } from '../repository/repository-service.ts';
import type { Service } from '../services.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { labelOf } from '../system/list-volumes.ts';
import { isOwn } from './appearances.ts';
import type { VolumeReleaser } from './let-go.ts';
import type { VolumeRecord } from './volumes-store.ts';
import { whyHeld } from './why-held.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly settings: Pick<SettingsService, 'get'>;
  readonly changes: ChangeHub;
  readonly clock: Clock;
  readonly releaser: Pick<VolumeReleaser, 'release'>;
}

/** The drives of repositories: what they are, what was decided when they appeared, and letting go of them. */
export function createVolumeService(dependencies: Dependencies): Service<'volumes'> {
  const { catalogue, destinations, settings, changes, clock, releaser } = dependencies;
  const describe = async (rows: readonly RepositoryRow[]): Promise<VolumeStatus[]> => {
    // From the writing connection: what was recorded a moment ago is seen.
    const records = new Map((await catalogue.write.volumes.list()).map((record) => [record.repositoryId, record]));
    const repositories = await describeRepositories(rows, dependencies);
    const { keepFreeBytes } = await settings.get(undefined);
    const told = rows.map(async (row, at): Promise<VolumeStatus | null> => {
      const repository = repositories[at];
      if (!repository) return null;
      const record = records.get(row.id);
      const own = record?.keepFreeBytes ?? null;
      return {
        ...{ repository, keepFreeBytes: own ?? keepFreeBytes, ownKeepFreeBytes: own },
        abilities: record?.abilities ?? null,
        ...(await describeVolume(row, record, dependencies)),
      };
    });
    return (await Promise.all(told)).filter((status) => status !== null);
  };
  const describeOne = async (row: RepositoryRow): Promise<VolumeStatus> => {
    const [status] = await describe([row]);
    if (!status) throw new HoldfastError('repository-not-found', { repository: row.path });
    return status;
  };
  return {
    list: async () => describe(await catalogue.read.repositories.list()),
    log: async ({ repository, after, limit }) => {
      const row = repository === undefined ? undefined : await findRepository(catalogue, repository, destinations);
      const before = after === undefined ? undefined : Number(after);
      const items = await catalogue.write.volumes.events({ repositoryId: row?.id, before, limit });
      const last = items.at(-1);
      return { items, next: last && items.length === limit ? String(last.number) : null };
    },
    unmount: async ({ repository }) => {
      const row = await findRepository(catalogue, repository, destinations);
      await releaser.release(row);
      return describeOne(row);
    },
    reserve: async ({ repository, keepFreeBytes }) => {
      const row = await findRepository(catalogue, repository, destinations);
      const before = (await describeOne(row)).ownKeepFreeBytes;
      if (before !== keepFreeBytes) {
        const change = { keepFreeBytes: { from: before, to: keepFreeBytes } };
        const entry = { action: 'settings-change', subject: row.path, details: { changes: change } } as const;
        await catalogue.write.volumes.setReserve(row.id, keepFreeBytes, auditEntry(clock.now(), entry));
        changes.emit(['repositories']);
      }
      return describeOne(row);
    },
  };
}

type Described = Pick<VolumeStatus, 'volume' | 'present' | 'seenAt' | 'since' | 'totalBytes' | 'freeBytes' | 'held'>;

/** As it is now, or was when it was last seen. */
async function describeVolume(
  row: RepositoryRow,
  record: VolumeRecord | undefined,
  { home, catalogue, destinations, clock }: Pick<Dependencies, 'home' | 'catalogue' | 'destinations' | 'clock'>,
): Promise<Described> {
  const { state, space } = await destinations.check(row);
  const place = isOwn(state) ? await destinations.place(row.path).catch(() => null) : null;
  if (place === null) {
    const known = { volume: record?.volume ?? null, seenAt: record?.seenAt ?? null };
    const room = { totalBytes: record?.totalBytes ?? null, freeBytes: null };
    return { ...known, ...room, present: false, since: null, held: null };
  }
  const { uuid, fileSystem, mountPoint, session } = place;
  const folders = (await catalogue.read.plans.list()).flatMap(({ plan }) => plan.folders);
  return {
    volume: { name: await labelOf(place), uuid, fileSystem, mountPoint },
    present: true,
    seenAt: new Date(clock.now()).toISOString(),
    since: record?.session === session ? record.since : null,
    totalBytes: space?.totalBytes ?? null,
    freeBytes: space?.freeBytes ?? null,
    held: whyHeld({ mountPoint, home, folders }),
  };
}
