import type pg from 'pg';
import { countLargeObjects } from './count-large-objects.ts';
import { countObjects } from './count-objects.ts';
import { countTables } from './count-tables.ts';
import { type CountedServer, prepareCounting } from './counting-session.ts';
import type { Counts, SumDigest } from './counts-file.ts';
import { type DumpScope, type Excluded, findExcluded } from './find-excluded.ts';
import { type ListedTable, listTables } from './list-tables.ts';

export interface CountQuestion {
  /** What is left out, by the rules of the dump that this is compared with; `wholeDatabase`: nothing. */
  readonly scope: DumpScope;
  /** Counts to compare with: sums are made of the same rows then, by the same hash. */
  readonly like?: Counts | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onTable?: ((table: { readonly schema: string; readonly name: string }) => void) | undefined;
}

/**
 * Counts what a database holds: rows exactly, sums of some of them, and how many objects of each kind there are. Changes
 * settings of the session. Outside a transaction each table is counted at its own time. Rejects with what `pg` rejects
 * with, and with the signal's reason between two tables.
 */
export async function countDatabase(client: pg.ClientBase, question: CountQuestion): Promise<Counts> {
  const server = await prepareCounting(client);
  const excluded = await findExcluded(client, question.scope);
  const tables = await listTables(client, excluded);
  const beside = await countBeside(client, { server, excluded, like: question.like });
  return withRows(client, beside, { ...question, server, tables });
}

/** All but the rows of tables, which take the longest. */
export type CountedBeside = Omit<Counts, 'tables'>;

export async function countBeside(
  client: pg.ClientBase,
  {
    server,
    excluded,
    like,
  }: { readonly server: CountedServer; readonly excluded: Excluded; readonly like?: Counts | undefined },
): Promise<CountedBeside> {
  const digest: SumDigest = like?.digest ?? (server.number >= 110_000 ? 'sha256' : 'md5');
  const objects = await countObjects(client, excluded, server.number);
  const [named] = (await client.query<{ name: string }>('SELECT current_database() AS name')).rows;
  return {
    format: 1,
    database: named?.name ?? '',
    at: new Date().toISOString(),
    serverVersion: server.version,
    encoding: server.encoding,
    digest,
    ...objects,
    largeObjects: await countLargeObjects(client, { digest, modulus: like?.largeObjects.sample?.by.modulus }),
  };
}

interface RowsQuestion extends Omit<CountQuestion, 'scope'> {
  readonly server: CountedServer;
  readonly tables: readonly ListedTable[];
  /** A transaction of the session holds the tables. */
  readonly held?: boolean;
}

export async function withRows(
  client: pg.ClientBase,
  beside: CountedBeside,
  { server, tables, like, held, signal, onTable }: RowsQuestion,
): Promise<Counts> {
  const counted = await countTables(client, tables, {
    ...{ version: server.number, encoding: server.encoding, digest: beside.digest },
    ...{ like: like?.tables, held, signal, onTable },
  });
  return { ...beside, tables: counted };
}
