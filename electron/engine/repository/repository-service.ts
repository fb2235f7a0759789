import path from 'node:path';
import type { AuditAction } from '#shared/domain/audit.ts';
import type { Repository } from '#shared/domain/repository.ts';
import { HoldfastError } from '#shared/errors.ts';
import { changesBetween } from '../audit/changes-between.ts';
import { auditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { Clock } from '../ports.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import type { RepositoryPlace } from './create-repository.ts';
import type { Destinations } from './destinations.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly runs: Pick<RunService, 'start'>;
  readonly changes: ChangeHub;
  readonly clock: Clock;
}

/** Repositories of this home: made, connected, adopted, listed with their state, read anew. */
export function createRepositoryService({
  catalogue,
  destinations,
  runs,
  changes,
  clock,
}: Dependencies): Service<'repositories'> {
  const record = async (action: AuditAction, { path, marker, volume }: RepositoryPlace): Promise<Repository> => {
    const row = { id: marker.id, path, createdAt: marker.createdAt, volume };
    const known = await catalogue.write.repositories.byId(marker.id);
    const moved = known && changesBetween({ path: known.path, volume: known.volume }, { path, volume });
    const details = { order: { repository: marker.id }, ...(moved && { changes: moved }) };
    await catalogue.write.repositories.put(row, auditEntry(clock.now(), { action, subject: path, details }));
    destinations.refresh();
    changes.emit(['repositories', 'plans', 'snapshots']);
    return describe(await findRepository(catalogue, marker.id, destinations));
  };
  const inspect = async (place: string): Promise<RepositoryPlace> => {
    const known = await catalogue.write.repositories.byPath(path.resolve(place));
    return destinations.inspect(place, known.length > 0);
  };
  const describe = async (row: RepositoryRow): Promise<Repository> => {
    const [described] = await describeRepositories([row], { catalogue, destinations });
    if (!described) throw new HoldfastError('repository-not-found', { repository: row.path });
    return described;
  };
  const read = (action: 'rebuild' | 'import', rows: readonly RepositoryRow[]): Promise<string> =>
    runs.start({
      job: { kind: 'rebuild', repositoryIds: rows.map((row) => row.id) },
      planId: null,
      planName: null,
      subject: rows.map((row) => row.path).join(', '),
      audited: { action },
    });
  return {
    list: async () => describeRepositories(await catalogue.read.repositories.list(), { catalogue, destinations }),
    create: async ({ path }) => record('repository-init', await destinations.create(path)),
    connect: async ({ path }) => {
      const repository = await record('repository-connect', await inspect(path));
      return {
        repository,
        runId: await read('import', [await findRepository(catalogue, repository.id, destinations)]),
      };
    },
    adopt: async ({ path }) => {
      const place = await inspect(path);
      if (!(await catalogue.write.repositories.byId(place.marker.id))) {
        const reason = `This home does not know the repository at ${path} yet. Use “connect” to take it in.`;
        throw new HoldfastError('invalid-input', { reason });
      }
      return record('repository-adopt', place);
    },
    rebuild: async ({ repository }) => {
      const rows =
        repository === undefined
          ? await catalogue.read.repositories.list()
          : [await findRepository(catalogue, repository, destinations)];
      if (rows.length === 0) {
        throw new HoldfastError('invalid-input', { reason: 'There is no repository to read yet.' });
      }
      return { runId: await read('rebuild', rows) };
    },
  };
}

/**
 * A repository by its id or its path; where several drives are mounted in one place by turns, the one that is there now. Throws
 * `repository-not-found`.
 */
export async function findRepository(
  catalogue: Pick<CatalogueClient, 'write'>,
  idOrPath: string,
  destinations: Pick<Destinations, 'check'>,
): Promise<RepositoryRow> {
  // From the writing connection: what was recorded a moment ago is seen.
  const { repositories } = catalogue.write;
  const byId = await repositories.byId(idOrPath);
  const found = byId ? [byId] : await repositories.byPath(path.resolve(idOrPath));
  const [first, second] = found;
  if (!first) throw new HoldfastError('repository-not-found', { repository: idOrPath });
  if (!second) return first;
  const states = await Promise.all(found.map(async (row) => (await destinations.check(row)).state));
  return found[states.findIndex((state) => state === 'ready' || state === 'read-only')] ?? first;
}

/** Repositories with their state right now, all asked at once. */
export async function describeRepositories(
  rows: readonly RepositoryRow[],
  { catalogue, destinations }: Pick<Dependencies, 'catalogue' | 'destinations'>,
): Promise<Repository[]> {
  const counts = await catalogue.read.summary.repositories();
  return Promise.all(
    rows.map(async (row) => {
      const { state, problem } = await destinations.check(row);
      const { plans = 0, snapshots = 0 } = counts.find((count) => count.repositoryKey === row.key) ?? {};
      return { id: row.id, path: row.path, createdAt: row.createdAt, state, problem, plans, snapshots };
    }),
  );
}
