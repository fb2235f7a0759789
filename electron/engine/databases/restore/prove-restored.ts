import pg from 'pg';
import { HoldfastError } from '#shared/errors.ts';
import { compareCounts, nameOf } from '../compare-counts.ts';
import { countDatabase } from '../count-database.ts';
import type { Counts } from '../counts-file.ts';
import { wholeDatabase } from '../find-excluded.ts';
import type { Findings } from '../findings.ts';
import { isPartial, takenRelations } from './restore-choice.ts';
import { inDatabase, type RestoreWork } from './restore-work.ts';

export interface Proven {
  readonly checks: Findings['checks'];
  readonly tables: number;
  readonly rows: number;
}

const shown = 3;

/**
 * Compares what was restored with what was recorded when it was dumped, and has the server gather its statistics, which a
 * dump does not hold. Throws `database-restored-otherwise`, with `rest` for what that means.
 */
export async function proveRestored(
  work: RestoreWork,
  database: string,
  rest = `The database ${work.order.target} was not touched. “holdfast verify --test-restore” looks closer at the dump.`,
): Promise<Proven> {
  const { context, order, open } = work;
  const recorded = chosenOf(open.counts, work);
  context.progress.enter('proving', { files: recorded.tables.length });
  const found = await inDatabase(work, database, (client) =>
    countDatabase(client, {
      ...{ scope: wholeDatabase, like: recorded, signal: context.signal },
      onTable: (table) => context.progress.advance({ files: 1 }, nameOf(table)),
    }),
  );
  const isPart = isPartial(order);
  const { checks, failures } = compareCounts(
    isPart ? { ...recorded, largeObjects: found.largeObjects } : recorded,
    found,
    isPart ? { leftOut: { tables: new Set(), incomplete: true } } : {},
  );
  for (const failure of failures) context.log(`differs: ${failure}`);
  if (failures.length > 0) {
    const more = failures.length > shown ? ` … and ${failures.length - shown} more` : '';
    const differences =
      failures
        .slice(0, shown)
        .map((failure) => failure.replace(/\.$/, ''))
        .join('; ') + more;
    throw new HoldfastError('database-restored-otherwise', { database: open.dump.database, differences, rest });
  }
  await analyze(work, database, isPart ? recorded.tables : null);
  const tables = recorded.tables.filter(({ kind }) => kind === 'table');
  return { checks, tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + (rows ?? 0), 0) };
}

/** What was recorded of the tables that are restored; sequences of others are not compared. */
function chosenOf(counts: Counts, { order, archive }: RestoreWork): Counts {
  const isChosen = takenRelations(order, archive.entries);
  const isTaken = ({ schema, name }: { readonly schema: string; readonly name: string }) => isChosen(schema, name);
  return { ...counts, tables: counts.tables.filter(isTaken), sequences: counts.sequences.filter(isTaken) };
}

/** Without statistics the first queries may take for ever. What can't be analysed now, the server does by itself later. */
async function analyze(work: RestoreWork, database: string, only: Counts['tables'] | null): Promise<void> {
  const names = only?.map(({ schema, name }) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`);
  if (names?.length === 0) return;
  await inDatabase(work, database, async (client) => {
    await client.query('SET statement_timeout = 0');
    await client.query(`ANALYZE ${names?.join(', ') ?? ''}`);
  }).catch((error: unknown) => {
    work.context.signal.throwIfAborted();
    work.context.log(`not analysed: ${String(error)}`);
  });
}
