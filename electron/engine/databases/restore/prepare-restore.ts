import fs from 'node:fs/promises';
import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import { checkReadable } from '../../repository/check-readable.ts';
import { planPaths } from '../../repository/layout.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { requireClient } from '../../tools/postgres/find-postgres.ts';
import { connectServer } from '../connect-server.ts';
import type { DatabaseRestoreOrder } from './database-restore-order.ts';
import { type ChosenFacts, lookAtChosen } from './look-at-chosen.ts';
import { lookAtTarget, type TargetFacts } from './look-at-target.ts';
import { type OpenDump, openDump } from './open-dump.ts';
import { type Archive, readArchive } from './read-archive.ts';
import { type Globals, readGlobals } from './read-globals.ts';
import { isPartial, takenRelations } from './restore-choice.ts';

/** All that can be known of a restore before anything is done. */
export interface PreparedRestore {
  readonly open: OpenDump;
  readonly facts: TargetFacts;
  readonly archive: Archive;
  /** Roles and tablespaces that the snapshot holds; null: none. */
  readonly globals: Globals | null;
  /** Absolute path of pg_restore. */
  readonly pgRestore: string;
  /** Of chosen things in a database that is there: what hangs on them; null for a whole database, or a new one. */
  readonly chosen: ChosenFacts | null;
}

interface Question {
  readonly order: DatabaseRestoreOrder;
  readonly password: string | null;
  /** Absolute path of the snapshot. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  /** Called before anything is read from the dump beside its counts: where its sums are to be proved. */
  readonly prove?: (open: OpenDump) => Promise<void>;
}

/**
 * Looks at dump and server. Changes nothing. Throws `dump-not-found`, `damaged`, `client-missing` and the errors of
 * `connectServer`.
 */
export async function prepareRestore({ order, password, folder, signal, prove }: Question): Promise<PreparedRestore> {
  const open = await openDump(folder, { database: order.database, source: order.sourceId });
  await prove?.(open);
  const facts = await lookAtTarget({
    ...{ connection: order.connection, password, database: order.target, applicationName: 'holdfast restore' },
    ...(signal && { signal }),
  });
  const dumped = Number.parseInt(open.dump.serverVersion, 10);
  const { path } = await requireClient('pg_restore', {
    ...{ serverMajor: Math.max(dumped, facts.serverMajor), server: facts.server },
  });
  const archive = await readArchive({
    ...{ pgRestore: path, archive: `${folder}/${open.dump.path}` },
    ...(signal && { signal }),
  });
  const isWithin = facts.there !== null && isPartial(order);
  const chosen = isWithin ? await lookWithin({ order, password, signal }, archive) : null;
  return { open, facts, archive, globals: await globalsOf(open), pgRestore: path, chosen };
}

async function lookWithin(
  { order, password, signal }: Pick<Question, 'order' | 'password'> & { readonly signal: AbortSignal | undefined },
  { entries }: Archive,
): Promise<ChosenFacts> {
  const { connection, target } = order;
  const client = await connectServer({
    ...{ connection, password, database: target, applicationName: 'holdfast restore' },
    ...(signal && { signal }),
  });
  try {
    return await lookAtChosen(client, takenRelations(order, entries));
  } finally {
    await client.end().catch(() => {});
  }
}

async function globalsOf({ folder, globals }: OpenDump): Promise<Globals | null> {
  if (!globals) return null;
  try {
    return readGlobals(await fs.readFile(fsPath(`${folder}/${globals.path}`), 'utf8'));
  } catch (error) {
    throw new HoldfastError('damaged', { count: 1, snapshot: folder.slice(folder.lastIndexOf('/') + 1) }, error);
  }
}

/** Where a snapshot lies, for a run. */
export function snapshotFolder(
  { catalogue }: Pick<RunContext, 'catalogue'>,
  { plan }: PlanRow,
  snapshotId: string,
): { readonly folder: string } {
  const repository = catalogue.repositories.byId(plan.repositoryId);
  if (!repository) throw new HoldfastError('repository-not-found', { repository: plan.repositoryId });
  checkReadable(repository);
  const row = catalogue.snapshots.byId(snapshotId);
  if (!row || row.missing) throw new HoldfastError('snapshot-not-found', { snapshot: snapshotId });
  return { folder: `${planPaths(repository.path, plan.slug).snapshots}/${row.name}` };
}
