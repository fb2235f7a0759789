import type pg from 'pg';

/** What has to be known of a table to make a sum of some of its rows. */
export interface TableLook {
  readonly oid: string;
  /** On the server, with indexes and long values. */
  readonly bytes: number;
  /** Without indexes. */
  readonly dataBytes: number;
  /** About how many rows it has. */
  readonly estimate: number;
  /** Those that a dump holds, in an order that does not change: generated ones are computed anew by a restore. */
  readonly columns: readonly string[];
  /** The columns of its primary key, else of a unique index over columns that are never null; else those of a fixed width. */
  readonly key: readonly string[];
  /** The key is one column of whole numbers. */
  readonly countable: boolean;
}

/** A row takes about so much where the server has not estimated how many there are. */
const rowBytes = 100;

export async function lookAtTables(
  client: pg.ClientBase,
  oids: readonly string[],
  version: number,
): Promise<ReadonlyMap<string, TableLook>> {
  const found = new Map<string, TableLook>();
  for (let from = 0; from < oids.length; from += 1000) {
    const { rows } = await client.query<LookRow>(lookQuery(version), [oids.slice(from, from + 1000)]);
    for (const row of rows) found.set(row.oid, toLook(row));
  }
  return found;
}

interface LookRow {
  readonly oid: string;
  readonly bytes: string;
  readonly dataBytes: string;
  readonly tuples: number;
  readonly columns: readonly string[] | null;
  readonly key: readonly string[] | null;
  readonly countable: boolean;
  readonly fixed: readonly string[] | null;
}

function toLook({ oid, bytes, dataBytes, tuples, columns, key, countable, fixed }: LookRow): TableLook {
  const estimate = Math.max(tuples, Number(dataBytes) / rowBytes / 10);
  return {
    oid,
    bytes: Number(bytes),
    dataBytes: Number(dataBytes),
    estimate: tuples < 0 ? Number(dataBytes) / rowBytes : estimate,
    columns: columns ?? [],
    key: key ?? (fixed ?? []).slice(0, fixedColumns),
    countable,
  };
}

/** Where a table has no key, so many columns tell its rows apart well enough for a sample. */
const fixedColumns = 4;

const lookQuery = (version: number): string => `WITH attribute AS (
    SELECT a.attrelid, a.attnum, a.attname::text AS name, a.atttypid, a.attlen, a.attnotnull
    FROM pg_attribute a WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
      ${version >= 120_000 ? "AND a.attgenerated = ''" : ''}
  ), candidate AS (
    SELECT i.indrelid, i.indexrelid, i.indisprimary,
      (SELECT array_agg(a.name ORDER BY k.position) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, position)
        JOIN attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number WHERE k.position <= ${keyColumns(version)}) AS columns,
      (SELECT bool_and(coalesce(a.attnotnull, false)) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, position)
        LEFT JOIN attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number WHERE k.position <= ${keyColumns(version)}) AS sure
    FROM pg_index i WHERE i.indrelid = ANY ($1::oid[]) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
  ), key AS (
    SELECT DISTINCT ON (indrelid) indrelid, columns FROM candidate WHERE sure
    ORDER BY indrelid, indisprimary DESC, cardinality(columns), columns
  )
  SELECT c.oid::text AS oid, pg_total_relation_size(c.oid) AS bytes, pg_table_size(c.oid) AS "dataBytes", c.reltuples AS tuples,
    (SELECT array_agg(a.name ORDER BY a.name COLLATE "C") FROM attribute a WHERE a.attrelid = c.oid) AS columns,
    key.columns AS key,
    coalesce(cardinality(key.columns) = 1 AND (SELECT a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
      FROM attribute a WHERE a.attrelid = c.oid AND a.name = key.columns[1]), false) AS countable,
    (SELECT array_agg(a.name ORDER BY a.name COLLATE "C") FROM attribute a
      WHERE a.attrelid = c.oid AND a.attlen > 0 AND a.atttypid <> 'name'::regtype) AS fixed
  FROM pg_class c LEFT JOIN key ON key.indrelid = c.oid WHERE c.oid = ANY ($1::oid[])`;

/** Columns that an index only includes are no part of its key. */
const keyColumns = (version: number): string => (version >= 110_000 ? 'i.indnkeyatts' : 'i.indnatts');
