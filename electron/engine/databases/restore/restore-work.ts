import type pg from 'pg';
import type { RunContext } from '../../runs/run-context.ts';
import { judgeFailure } from '../../tools/postgres/judge-failure.ts';
import { resolveConnection } from '../../tools/postgres/resolve-connection.ts';
import { connectServer, whereOf } from '../connect-server.ts';
import type { DatabaseRestoreOrder } from './database-restore-order.ts';
import { besideDatabase, type TargetFacts, type TargetQuestion } from './look-at-target.ts';
import type { NamesBeside } from './names-beside.ts';
import type { OpenDump } from './open-dump.ts';
import type { Archive } from './read-archive.ts';
import type { Globals } from './read-globals.ts';

/** A server that a restore works on, and what of it. */
export interface TargetWork {
  readonly context: RunContext;
  readonly order: DatabaseRestoreOrder;
  readonly password: string | null;
  readonly names: NamesBeside;
  readonly facts: TargetFacts;
}

/** A restore of a dump, when all is known and nothing has been touched. */
export interface RestoreWork extends TargetWork {
  readonly open: OpenDump;
  readonly archive: Archive;
  readonly globals: Globals | null;
  /** Absolute path of pg_restore. */
  readonly pgRestore: string;
}

/** Left out: it goes on though the run is cancelled, as what was begun has to be brought to its end. */
type Cancelling = { readonly uncancelled?: true };

const questionOf = ({ context, order, password }: TargetWork, { uncancelled }: Cancelling = {}): TargetQuestion => ({
  ...{ connection: order.connection, password, database: order.target },
  applicationName: sessionName(context.runId),
  ...(uncancelled ? {} : { signal: context.signal }),
});

export const sessionName = (runId: string): string => `holdfast restore ${runId.slice(0, 8)}`;

/** A session of the server in none of the databases that are renamed. Rejects with errors of the closed list. */
export function onServer<Result>(
  work: TargetWork,
  act: (client: pg.Client) => Promise<Result>,
  cancelling?: Cancelling,
): Promise<Result> {
  const question = questionOf(work, cancelling);
  return judged(work, work.order.target, () => besideDatabase(question, act));
}

/** A session in one database. */
export function inDatabase<Result>(
  work: TargetWork,
  database: string,
  act: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return judged(work, database, async () => {
    const client = await connectServer({ ...questionOf(work), database });
    try {
      return await act(client);
    } finally {
      await client.end().catch(() => {});
    }
  });
}

async function judged<Result>(
  { context, order: { connection }, password }: TargetWork,
  database: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    context.signal.throwIfAborted();
    throw judgeFailure(error, whereOf(resolveConnection({ connection, password, database })));
  }
}
