import type { DatabaseRestorePreview } from '#shared/domain/database-restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createSecretStore } from '../../secrets/secret-store.ts';
import { connectServer } from '../connect-server.ts';
import { type CountedNow, countNow } from './count-now.ts';
import { planDatabaseRestore } from './plan-database-restore.ts';
import { prepareRestore } from './prepare-restore.ts';
import type { ResolvedOrder } from './resolve-order.ts';
import { newRunPassword } from './run-password.ts';

/** What has not been counted by then is estimated. */
export const countingMs = 5000;

/** Throws `restore-blocked`, or `confirmation-needed` unless the phrase was typed. */
export function requireReady(
  { problems, phrase, consequence }: DatabaseRestorePreview,
  confirm: string | undefined,
): void {
  if (problems.length > 0) throw new HoldfastError('restore-blocked', { problems });
  if (phrase === null || confirm === phrase) return;
  throw new HoldfastError('confirmation-needed', { phrase, consequence: consequence ?? '' });
}

/** One that was given now is kept as long as the run needs it: it is on a thread of its own, and outlives the request. */
export async function keepPassword(
  home: string,
  { password, passwordName }: Pick<ResolvedOrder, 'password' | 'passwordName'>,
): Promise<string | null> {
  if (passwordName !== null || password === null) return passwordName;
  const name = newRunPassword();
  await createSecretStore(home).set(name, password);
  return name;
}

/** For the audit trail. */
export const plannedOf = ({
  mode,
  target,
  totals,
  consequence,
  phrase,
}: DatabaseRestorePreview): Record<string, unknown> => ({
  ...{ mode, server: target.server, database: target.database, totals, consequence, confirmed: phrase !== null },
});

export interface Previewing {
  readonly budgetMs: number;
  readonly signal: AbortSignal | undefined;
  readonly drops?: boolean;
}

export async function makePreview(
  { order, found, folder, password }: ResolvedOrder,
  { budgetMs, signal, drops = false }: Previewing,
): Promise<DatabaseRestorePreview> {
  const { open, facts, archive, globals, chosen } = await prepareRestore({
    order,
    password,
    folder,
    ...(signal && { signal }),
  });
  const now = facts.there ? await countIn({ order, password }, order.target, { budgetMs, signal }) : [];
  return planDatabaseRestore({
    ...{ order, dump: open, archive, globals, facts, now, drops, chosen },
    snapshot: { id: found.row.id, name: found.row.name },
  });
}

export async function countIn(
  { order, password }: Pick<ResolvedOrder, 'order' | 'password'>,
  database: string,
  { budgetMs, signal }: Omit<Previewing, 'drops'>,
): Promise<CountedNow[]> {
  const { connection } = order;
  const client = await connectServer({
    ...{ connection, password, database, applicationName: 'holdfast restore' },
    ...(signal && { signal }),
  });
  try {
    return await countNow(client, budgetMs);
  } finally {
    await client.end().catch(() => {});
  }
}
