import type pg from 'pg';

/** What hangs on the relations of a database that a restore of chosen things replaces. */
export interface ChosenFacts {
  /** What else depends on them, as PostgreSQL describes it: `view turnover`, `constraint of_customer on table orders`. */
  readonly dependents: readonly string[];
  /** Partitions that go with their parents: `[schema, name]`. */
  readonly partitions: readonly (readonly [schema: string, name: string])[];
}

type Relation = { readonly oid: string; readonly schema: string; readonly name: string };

/** `isTaken`: whether the restore replaces a relation of that name. */
export async function lookAtChosen(
  client: pg.Client,
  isTaken: (schema: string, name: string) => boolean,
): Promise<ChosenFacts> {
  const { rows } = await client.query<Relation>(
    `SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`,
  );
  const chosen = rows.filter(({ schema, name }) => isTaken(schema, name)).map(({ oid }) => oid);
  const partitions = (await client.query<Relation>(partitionsQuery, [chosen])).rows;
  const all = [...chosen, ...partitions.map(({ oid }) => oid)];
  const dependents = await client.query<{ what: string }>(dependentsQuery, [all]);
  return {
    dependents: dependents.rows.map(({ what }) => what),
    partitions: partitions.map(({ schema, name }) => [schema, name]),
  };
}

const partitionsQuery = `WITH RECURSIVE part AS (
    SELECT i.inhrelid AS oid FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
    WHERE p.relkind = 'p' AND p.oid = ANY ($1::oid[])
    UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN part ON part.oid = i.inhparent)
  SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name FROM part
    JOIN pg_catalog.pg_class c ON c.oid = part.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  ORDER BY 2, 3`;

/** Whatever is part of a relation that is replaced as well goes and comes with it. */
const dependentsQuery = `SELECT DISTINCT CASE WHEN r.oid IS NULL THEN pg_catalog.pg_describe_object(d.classid, d.objid, 0)
      ELSE pg_catalog.pg_describe_object('pg_catalog.pg_class'::regclass, r.ev_class, 0) END AS what
  FROM pg_catalog.pg_depend d
    LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_catalog.pg_constraint k ON d.classid = 'pg_catalog.pg_constraint'::regclass AND k.oid = d.objid
    LEFT JOIN pg_catalog.pg_attrdef a ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND a.oid = d.objid
    LEFT JOIN pg_catalog.pg_trigger g ON d.classid = 'pg_catalog.pg_trigger'::regclass AND g.oid = d.objid
    LEFT JOIN pg_catalog.pg_policy y ON d.classid = 'pg_catalog.pg_policy'::regclass AND y.oid = d.objid
  WHERE d.deptype = 'n' AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = ANY ($1::oid[])
    AND coalesce(r.ev_class, k.conrelid, a.adrelid, g.tgrelid, y.polrelid,
      CASE WHEN d.classid = 'pg_catalog.pg_class'::regclass THEN d.objid END, 0) <> ALL ($1::oid[])
  ORDER BY 1`;
