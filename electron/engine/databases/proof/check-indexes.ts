import pg from 'pg';
import type { FindingsSheet } from '../findings.ts';

interface Index {
  readonly oid: string;
  readonly name: string;
  readonly valid: boolean;
  readonly tree: boolean;
}

/**
 * Looks whether all indexes can be used and, where the extension amcheck may be had, whether B-trees are sound. Constraints
 * that were never validated (NOT VALID) are so on the server too and are remarked.
 */
export async function checkIndexes(
  client: pg.Client,
  {
    sheet,
    signal,
    mayCheck,
  }: { readonly sheet: FindingsSheet; readonly signal: AbortSignal; readonly mayCheck: boolean },
): Promise<void> {
  const { rows } = await client.query<Index>(indexesQuery);
  const check = mayCheck ? await findCheck(client) : null;
  for (const index of rows) {
    signal.throwIfAborted();
    const fault = index.valid ? await faultOf(client, index, check) : 'it is not valid';
    sheet.check(fault === null, () => `The index ${index.name} can’t be used: ${fault}.`);
  }
  const loose = await client.query<{ name: string; table: string }>(looseQuery);
  for (const { name, table } of loose.rows)
    sheet.remark(`The constraint ${name} of ${table} is NOT VALID, as on the server.`);
}

/** That of a partitioned table is valid once all its partitions have theirs, and need not be. */
const indexesQuery = `SELECT c.oid::text AS oid, format('%I.%I', n.nspname, c.relname) AS name,
    c.relkind = 'I' OR (i.indisvalid AND i.indisready AND i.indislive) AS valid, c.relkind = 'i' AND a.amname = 'btree' AS tree
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_am a ON a.oid = c.relam
  WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ORDER BY name`;

const looseQuery = `SELECT format('%I', k.conname) AS name, format('%I.%I', n.nspname, c.relname) AS "table"
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT k.convalidated AND k.contype = 'c' ORDER BY "table", name`;

/**
 * The function of amcheck with its schema; null where this machine has none. It is made where nothing of it is counted with
 * the database, and where triggers on what is made stay still.
 */
async function findCheck(client: pg.Client): Promise<string | null> {
  try {
    await client.query(`SET session_replication_role = replica;
      CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA pg_catalog`);
    const { rows } = await client.query<{ schema: string }>(
      `SELECT n.nspname AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck'`,
    );
    return rows[0] ? `${pg.escapeIdentifier(rows[0].schema)}.bt_index_check` : null;
  } catch {
    return null;
  }
}

async function faultOf(client: pg.Client, { oid, tree }: Index, check: string | null): Promise<string | null> {
  if (!tree || check === null) return null;
  try {
    await client.query(`SELECT ${check}($1::regclass)`, [oid]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
