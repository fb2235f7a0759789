import type pg from 'pg';
import { buildCountQuery, chooseSample } from './build-count-query.ts';
import type { CountedTable, SampleRule, SumDigest } from './counts-file.ts';
import type { ListedTable } from './list-tables.ts';
import { lookAtTables, type TableLook } from './look-at-tables.ts';

export interface TablesQuestion {
  readonly version: number;
  readonly encoding: string;
  readonly digest: SumDigest;
  /** Tables of another count which this one is to be compared with: their rules are followed where they can be. */
  readonly like?: readonly CountedTable[] | undefined;
  /** A transaction of this session holds the tables. What counting locks beside them, their indexes, is let go of soon. */
  readonly held?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called before each table. */
  readonly onTable?: ((table: ListedTable) => void) | undefined;
}

/** Counts the rows of tables exactly, one query for each. */
export async function countTables(
  client: pg.ClientBase,
  tables: readonly ListedTable[],
  question: TablesQuestion,
): Promise<CountedTable[]> {
  const looks = await lookAtTables(
    client,
    tables.map(({ oid }) => oid),
    question.version,
  );
  const rules = new Map(question.like?.map((table) => [keyOf(table), table.sample?.by ?? null]));
  const counted: CountedTable[] = [];
  for (let from = 0; from < tables.length; from += batch) {
    if (question.held) await client.query('SAVEPOINT counting');
    for (const table of tables.slice(from, from + batch)) {
      question.signal?.throwIfAborted();
      question.onTable?.(table);
      const look = looks.get(table.oid);
      const rule = rules.get(keyOf(table));
      counted.push(await countTable(client, table, { ...question, look, rule }));
    }
    if (question.held) await client.query('ROLLBACK TO SAVEPOINT counting');
  }
  return counted;
}

/** A server can hold only so many locks at once (max_locks_per_transaction), and pg_dump needs them. */
const batch = 20;

const keyOf = ({ schema, name }: Pick<CountedTable, 'schema' | 'name'>): string => JSON.stringify([schema, name]);

interface TableQuestion extends TablesQuestion {
  readonly look: TableLook | undefined;
  /** Undefined: to be chosen. */
  readonly rule: SampleRule | null | undefined;
}

async function countTable(client: pg.ClientBase, table: ListedTable, question: TableQuestion): Promise<CountedTable> {
  const { look, rule: known } = question;
  const { schema, name, kind } = table;
  const told = { schema, name, kind, bytes: look?.bytes ?? 0 };
  if (!table.withRows || !look) return { ...told, rows: null, sample: null };
  const wanted = known === undefined ? chooseSample(look) : known;
  const rule = wanted?.columns.every((column) => look.columns.includes(column)) ? wanted : null;
  const query = buildCountQuery({ ...question, table, rule, columns: look.columns });
  const [row] = (await client.query<{ rows: string; sampled: string | null; sum: string | null }>(query)).rows;
  if (!row) throw new Error('a count without a result');
  const { sampled, sum } = row;
  const sample = rule && sampled !== null && sum !== null ? { rows: Number(sampled), sum, by: rule } : null;
  return { ...told, rows: Number(row.rows), sample };
}
