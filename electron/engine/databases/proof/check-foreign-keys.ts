import type pg from 'pg';
import type { FindingsSheet } from '../findings.ts';

interface ForeignKey {
  readonly name: string;
  readonly own: string;
  readonly ownKind: string;
  readonly other: string;
  readonly otherKind: string;
  readonly validated: boolean;
  /** `f`: all of its columns are null or none. */
  readonly match: string;
  readonly columns: readonly {
    readonly own: string;
    readonly other: string;
    readonly equals: string;
    readonly collation: string | null;
  }[];
}

/**
 * Looks for rows whose foreign key leads nowhere, key by key. One that was never validated (NOT VALID) may have such rows on
 * the server too: they are remarked. Keys over periods of time are left to the server, which has checked them while restoring.
 */
export async function checkForeignKeys(client: pg.Client, sheet: FindingsSheet, signal: AbortSignal): Promise<void> {
  await client.query('SET row_security = off');
  const { rows } = await client.query<ForeignKey>(foreignKeysQuery);
  for (const key of rows) {
    signal.throwIfAborted();
    const result = await client.query<{ count: string }>(orphansOf(key));
    const count = Number(result.rows[0]?.count ?? 0);
    const orphans = `${count} ${count === 1 ? 'row' : 'rows'} of ${key.own} ${count === 1 ? 'leads' : 'lead'} to no row of ${key.other}`;
    if (key.validated) sheet.check(count === 0, () => `${orphans} (foreign key ${key.name}).`);
    else if (count > 0) sheet.remark(`${orphans}: the foreign key ${key.name} is NOT VALID on the server too.`);
  }
}

/** Those of partitions come with the one of their parent. */
const foreignKeysQuery = `SELECT k.conname AS name, k.convalidated AS validated, k.confmatchtype AS match,
    format('%I.%I', own_space.nspname, own.relname) AS own, own.relkind AS "ownKind",
    format('%I.%I', other_space.nspname, other.relname) AS other, other.relkind AS "otherKind",
    (SELECT json_agg(json_build_object(
        'own', format('%I', a.attname), 'other', format('%I', b.attname),
        'equals', format('OPERATOR(%I.%s)', operator_space.nspname, o.oprname),
        'collation', CASE WHEN a.attcollation <> b.attcollation AND b.attcollation <> 0
          THEN (SELECT format('%I.%I', s.nspname, c.collname) FROM pg_collation c JOIN pg_namespace s ON s.oid = c.collnamespace
            WHERE c.oid = b.attcollation) END) ORDER BY pair.position)
      FROM unnest(k.conkey, k.confkey, k.conpfeqop) WITH ORDINALITY AS pair (own, other, equals, position)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.other
      JOIN pg_operator o ON o.oid = pair.equals JOIN pg_namespace operator_space ON operator_space.oid = o.oprnamespace) AS columns
  FROM pg_constraint k
  JOIN pg_class own ON own.oid = k.conrelid JOIN pg_namespace own_space ON own_space.oid = own.relnamespace
  JOIN pg_class other ON other.oid = k.confrelid JOIN pg_namespace other_space ON other_space.oid = other.relnamespace
  WHERE k.contype = 'f' AND coalesce((to_jsonb(k) ->> 'conparentid')::oid, 0) = 0
    AND coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) = false
  ORDER BY own, name`;

/** Rows that inherit are not bound by the key, those of partitions are. */
function orphansOf({ own, ownKind, other, otherKind, match, columns }: ForeignKey): string {
  const only = (kind: string): string => (kind === 'p' ? '' : 'ONLY ');
  const given = columns.map((column) => `f.${column.own} IS NOT NULL`).join(match === 'f' ? ' OR ' : ' AND ');
  const equal = columns.map(
    (column) =>
      `p.${column.other} ${column.equals} f.${column.own}${column.collation === null ? '' : ` COLLATE ${column.collation}`}`,
  );
  return `SELECT count(*) AS count FROM ${only(ownKind)}${own} f WHERE (${given})
    AND NOT EXISTS (SELECT FROM ${only(otherKind)}${other} p WHERE ${equal.join(' AND ')})`;
}
