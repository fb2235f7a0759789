import type pg from 'pg';
import type { Counts, ObjectKind } from './counts-file.ts';
import type { Excluded } from './find-excluded.ts';
import { dumpedSchemas } from './list-tables.ts';

type Counted = Pick<Counts, 'sequences' | 'extensions' | 'objects' | 'databaseBytes'>;

/** What a database holds beside tables and large objects, as far as a dump takes it along. */
export async function countObjects(client: pg.ClientBase, excluded: Excluded, version: number): Promise<Counted> {
  const scope = [excluded.schemas, excluded.tables];
  const sequences = await client.query<Counts['sequences'][number]>(sequencesQuery, scope);
  const extensions = await client.query<Counts['extensions'][number]>(
    `SELECT e.extname AS name, e.extversion AS version FROM pg_extension e ORDER BY e.extname COLLATE "C"`,
  );
  const objects = await client.query<{ kind: ObjectKind; count: string }>(objectsQuery(version), scope);
  const size = await client.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes');
  const counts = new Map(objects.rows.map(({ kind, count }) => [kind, Number(count)]));
  const of = (kind: ObjectKind): number => counts.get(kind) ?? 0;
  return {
    sequences: sequences.rows,
    extensions: extensions.rows,
    databaseBytes: Number(size.rows[0]?.bytes ?? 0),
    objects: {
      ...{ schemas: of('schemas'), views: of('views'), materializedViews: of('materializedViews') },
      ...{ functions: of('functions'), types: of('types'), indexes: of('indexes'), constraints: of('constraints') },
      ...{ foreignKeys: of('foreignKeys'), triggers: of('triggers'), rules: of('rules'), policies: of('policies') },
      statistics: of('statistics'),
    },
  };
}

/** An extension's own objects come with it. */
const notMember = (catalogue: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

/** $1: numbers of schemas that are left out, $2: of relations. Sequences of identity columns go with their table. */
export const sequencesInScope = `WITH space AS (${dumpedSchemas})
  SELECT c.oid, space.nspname AS schema, c.relname AS name FROM pg_class c JOIN space ON space.oid = c.relnamespace
  WHERE c.relkind = 'S' AND c.oid <> ALL ($2::oid[]) AND ${notMember('pg_class', 'c.oid')}
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
      AND d.deptype = 'i' AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($2::oid[]))`;

const sequencesQuery = `SELECT n.schema, n.name, pg_sequence_last_value(n.oid)::text AS value,
    s.seqincrement::text AS increment, s.seqcycle AS cycles
  FROM (${sequencesInScope}) AS n JOIN pg_sequence s ON s.seqrelid = n.oid
  ORDER BY n.schema COLLATE "C", n.name COLLATE "C"`;

/**
 * What the server makes by itself along with something else is not counted, nor what pg_dump leaves out: indexes that are
 * not valid. `public` is there in every new database.
 */
const objectsQuery = (version: number): string => `WITH space AS (${dumpedSchemas}), relation AS (
    SELECT c.oid, c.relkind FROM pg_class c JOIN space ON space.oid = c.relnamespace
    WHERE c.oid <> ALL ($2::oid[]) AND ${notMember('pg_class', 'c.oid')}
  )
  SELECT 'schemas' AS kind, count(*) AS count FROM space WHERE nspname <> 'public' AND ${notMember('pg_namespace', 'space.oid')}
  UNION ALL SELECT 'views', count(*) FROM relation WHERE relkind = 'v'
  UNION ALL SELECT 'materializedViews', count(*) FROM relation WHERE relkind = 'm'
  UNION ALL SELECT 'functions', count(*) FROM pg_proc p JOIN space ON space.oid = p.pronamespace WHERE ${notMember('pg_proc', 'p.oid')}
  UNION ALL SELECT 'types', count(*) FROM pg_type t JOIN space ON space.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c')) AND ${notMember('pg_type', 't.oid')}
  UNION ALL SELECT 'indexes', count(*) FROM pg_index i JOIN relation r ON r.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
    WHERE (i.indisvalid OR c.relkind = 'I') AND r.relkind IN ('r', 'p', 'm')
  UNION ALL SELECT 'constraints', count(*) FROM pg_constraint k JOIN relation r ON r.oid = k.conrelid
    WHERE k.contype IN ('c', 'p', 'u', 'x')
  UNION ALL SELECT 'foreignKeys', count(*) FROM pg_constraint k JOIN relation r ON r.oid = k.conrelid
    WHERE k.contype = 'f'${version >= 110_000 ? ' AND k.conparentid = 0' : ''}
  UNION ALL SELECT 'triggers', count(*) FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid
    WHERE NOT t.tgisinternal${version >= 130_000 ? ' AND t.tgparentid = 0' : ''}
  UNION ALL SELECT 'rules', count(*) FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
  UNION ALL SELECT 'policies', count(*) FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
  UNION ALL SELECT 'statistics', count(*) FROM pg_statistic_ext s JOIN relation r ON r.oid = s.stxrelid`;
