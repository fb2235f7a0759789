import type { Connection, DatabaseSource } from '#shared/domain/database.ts';
import type { DatabaseRestoreRequest } from '#shared/domain/database-restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import { planPaths } from '../../repository/layout.ts';
import { createSecretStore, databaseSecret } from '../../secrets/secret-store.ts';
import type { PlannedSnapshot } from '../../snapshots/resolve-snapshot.ts';
import type { SnapshotFinder } from '../../snapshots/snapshot-finder.ts';
import type { DatabaseRestoreOrder } from './database-restore-order.ts';
import { openDump } from './open-dump.ts';

export interface ResolvedOrder {
  readonly order: DatabaseRestoreOrder;
  readonly found: PlannedSnapshot;
  /** Absolute path of the snapshot. */
  readonly folder: string;
  readonly password: string | null;
  /** Under which it is kept; null: it was given now, or there is none. */
  readonly passwordName: string | null;
}

export interface Where {
  readonly home: string;
  readonly catalogue: Pick<CatalogueClient, 'read'>;
  readonly finder: Pick<SnapshotFinder, 'resolve' | 'requireRepository'>;
}

/** What a request means. Throws `snapshot-not-found`, `dump-not-found`, `invalid-input`, destination errors and others. */
export async function resolveOrder(where: Where, request: DatabaseRestoreRequest): Promise<ResolvedOrder> {
  const found = await where.finder.resolve(request.snapshot);
  await where.finder.requireRepository(found);
  const folder = await folderOf(where, found);
  const { dump } = await openDump(folder, request);
  const { snapshot: _, to, source: __, ...choices } = request;
  const target = targetOf(request, found.plan.plan.databases, dump);
  const passwordName = target.source && target.given === null ? databaseSecret(target.source.id) : null;
  return {
    ...{ found, folder, passwordName },
    password: target.given ?? (passwordName === null ? null : await createSecretStore(where.home).get(passwordName)),
    order: {
      ...{ ...choices, snapshotId: found.row.id, sourceId: dump.sourceId },
      ...{ connection: target.connection, target: to.database ?? dump.database },
      targetSourceId: target.source?.id ?? null,
    },
  };
}

export async function folderOf(
  { catalogue: { read } }: Pick<Where, 'catalogue'>,
  { row, plan: { plan } }: PlannedSnapshot,
): Promise<string> {
  const repository = await read.repositories.byId(plan.repositoryId);
  if (!repository) throw new HoldfastError('repository-not-found', { repository: plan.repositoryId });
  return `${planPaths(repository.path, plan.slug).snapshots}/${row.name}`;
}

interface Target {
  readonly connection: Connection;
  readonly source: DatabaseSource | null;
  /** Password that came with the request. */
  readonly given: string | null;
}

function targetOf(
  { to }: DatabaseRestoreRequest,
  sources: readonly DatabaseSource[],
  dumped: { readonly sourceId: string; readonly label: string },
): Target {
  if (to.connection) {
    const { connection } = to;
    return {
      connection,
      source: sources.find((one) => isAlike(one.connection, connection)) ?? null,
      given: to.password,
    };
  }
  const wanted = to.source ?? dumped.sourceId;
  const source =
    sources.find(({ id, label }) => id === wanted || label === wanted) ??
    (to.source === null ? sources.find(({ label }) => label === dumped.label) : undefined);
  if (source) return { connection: source.connection, source, given: to.password };
  const reason =
    to.source === null
      ? `The plan no longer has the server “${dumped.label}” that the dump is of. Say where to restore it (--to URI).`
      : `The plan has no server “${to.source}”${sources.length > 0 ? `, only ${sources.map(({ label }) => label).join(', ')}` : ''}.`;
  throw new HoldfastError('invalid-input', { reason });
}

/** The same role on the same server has the same password. */
const isAlike = (one: Connection, other: Connection): boolean =>
  one.host === other.host && one.port === other.port && one.user === other.user && one.service === other.service;
