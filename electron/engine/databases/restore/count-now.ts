import pg from 'pg';

export interface CountedNow {
  readonly schema: string;
  readonly name: string;
  readonly rows: number;
  /** By the server's statistics: counting would have taken too long. */
  readonly estimated: boolean;
}

const { escapeIdentifier: name } = pg;

/**
 * The tables of a database with their rows, exactly as long as `budgetMs` lasts, after that by the server's estimates; the
 * smaller ones first, so that most are exact. What the role may not read is estimated.
 */
export async function countNow(client: pg.Client, budgetMs: number): Promise<CountedNow[]> {
  const until = performance.now() + budgetMs;
  const { rows } = await client.query<{ schema: string; name: string; estimate: string }>(
    `SELECT n.nspname AS schema, c.relname AS name, greatest(c.reltuples, 0)::bigint AS estimate
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass
         AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY pg_catalog.pg_relation_size(c.oid)`,
  );
  await client.query('SET row_security = off; SET lock_timeout = 1000');
  const counted: CountedNow[] = [];
  for (const table of rows) {
    const left = Math.floor(until - performance.now());
    const exact = left > 0 ? await countExactly(client, table, left) : null;
    counted.push({
      ...{ schema: table.schema, name: table.name },
      ...{ rows: exact ?? Number(table.estimate), estimated: exact === null },
    });
  }
  return counted;
}

async function countExactly(
  client: pg.Client,
  table: { readonly schema: string; readonly name: string },
  leftMs: number,
): Promise<number | null> {
  try {
    await client.query(`SET statement_timeout = ${leftMs}`);
    const { rows } = await client.query<{ rows: string }>(
      `SELECT pg_catalog.count(*) AS rows FROM ONLY ${name(table.schema)}.${name(table.name)}`,
    );
    return Number(rows[0]?.rows);
  } catch (error) {
    // It took too long, is locked, or may not be read. A lost session is noticed by whoever asks next.
    if (error instanceof pg.DatabaseError) return null;
    throw error;
  }
}
