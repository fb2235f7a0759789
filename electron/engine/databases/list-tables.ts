import type pg from 'pg';
import type { TableKind } from './counts-file.ts';
import type { Excluded } from './find-excluded.ts';

/** A table that a dump holds. */
export interface ListedTable {
  /** Its number in pg_class. */
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: TableKind;
  /** Its rows are in the dump. */
  readonly withRows: boolean;
  /** Of tables that an extension made, and whose rows are its users': which of them a dump holds, as `WHERE …`; else empty. */
  readonly condition: string;
  /** The dump holds only its rows: the extension makes it anew. */
  readonly ofExtension: boolean;
  /** The role may read it. */
  readonly readable: boolean;
  /** Row security would hide rows from the role. */
  readonly filtered: boolean;
}

/**
 * The tables that pg_dump takes: not the system's, not those of extensions but for the ones that an extension names as
 * its users' (`pg_extension_config_dump`).
 */
export async function listTables(client: pg.ClientBase, excluded: Excluded): Promise<readonly ListedTable[]> {
  const { rows } = await client.query<ListedTable>(tablesQuery, [
    excluded.schemas,
    excluded.tables,
    excluded.tableData,
  ]);
  return rows;
}

/** Schemas whose objects are dumped. $1: numbers of those that are left out. */
export const dumpedSchemas = `SELECT n.oid, n.nspname FROM pg_namespace n
  WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND n.oid <> ALL ($1::oid[])`;

/** On a standby the rows of unlogged tables are not there. */
const tablesQuery = `WITH space AS (${dumpedSchemas}), member AS (
    SELECT d.objid FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e'
  ), config AS (
    SELECT c.oid, coalesce(c.condition, '') AS condition
    FROM pg_extension e, unnest(e.extconfig, e.extcondition) AS c (oid, condition)
  )
  SELECT c.oid::text AS oid, space.nspname AS schema, c.relname AS name,
    CASE c.relkind WHEN 'p' THEN 'partitioned' WHEN 'f' THEN 'foreign' ELSE 'table' END AS kind,
    c.relkind = 'r' AND c.oid <> ALL ($3::oid[]) AND NOT (c.relpersistence = 'u' AND pg_is_in_recovery()) AS "withRows",
    coalesce(config.condition, '') AS condition,
    config.oid IS NOT NULL AS "ofExtension",
    c.relkind = 'f' OR (has_schema_privilege(space.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')) AS readable,
    c.relkind = 'r' AND row_security_active(c.oid) AS filtered
  FROM pg_class c JOIN space ON space.oid = c.relnamespace LEFT JOIN config ON config.oid = c.oid
  WHERE c.relkind IN ('r', 'p', 'f') AND c.oid <> ALL ($2::oid[])
    AND (config.oid IS NOT NULL OR NOT EXISTS (SELECT FROM member WHERE member.objid = c.oid))
  ORDER BY space.nspname COLLATE "C", c.relname COLLATE "C"`;
