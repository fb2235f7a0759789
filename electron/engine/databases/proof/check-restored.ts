import pg from 'pg';
import type { RunContext } from '../../runs/run-context.ts';
import { compareCounts, type LeftOut } from '../compare-counts.ts';
import { connectServer } from '../connect-server.ts';
import { countDatabase } from '../count-database.ts';
import type { Counts } from '../counts-file.ts';
import { wholeDatabase } from '../find-excluded.ts';
import type { FindingsSheet } from '../findings.ts';
import { checkForeignKeys } from './check-foreign-keys.ts';
import { checkIndexes } from './check-indexes.ts';
import type { TestPlace } from './test-place.ts';

interface CheckQuestion {
  readonly context: RunContext;
  readonly place: TestPlace;
  readonly database: string;
  readonly recorded: Counts;
  readonly leftOut: LeftOut;
  readonly sheet: FindingsSheet;
}

/** Compares a restored database with what was recorded of it, and looks at foreign keys and indexes at the same time. */
export async function checkRestored(question: CheckQuestion): Promise<void> {
  const { context, place, sheet } = question;
  const { signal } = context;
  const mayCheck = place.where === 'scratch-server';
  const ended = await Promise.allSettled([
    inSession(question, (client) => count(client, question)),
    inSession(question, async (client) => {
      await checkForeignKeys(client, sheet, signal);
      await checkIndexes(client, { sheet, signal, mayCheck });
    }),
  ]);
  signal.throwIfAborted();
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function count(client: pg.Client, { context, recorded, leftOut, sheet }: CheckQuestion): Promise<void> {
  const { signal, progress } = context;
  const found = await countDatabase(client, {
    ...{ scope: wholeDatabase, like: recorded, signal },
    onTable: ({ schema, name }) => progress.advance({ files: 1 }, `${schema}.${name}`),
  });
  compareCounts(recorded, found, { leftOut, sheet });
}

/** What the server says of the data is a failure; that it is gone or has no room is none of the dump's. */
async function inSession(
  { context, place, database, sheet }: CheckQuestion,
  act: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const { connection, password } = place;
  const client = await connectServer({ connection, password, database, signal: context.signal });
  try {
    await act(client);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || /^(?:08|53|57|58|XX)/.test(error.code ?? '')) throw error;
    sheet.fail(`What was restored can’t be compared: ${error.message}.`);
  } finally {
    await client.end().catch(() => {});
  }
}
