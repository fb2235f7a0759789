import type pg from 'pg';
import type { DatabaseSource } from '#shared/domain/database.ts';
import { nameExpression } from '../tools/postgres/name-expression.ts';

/** What of a database a dump leaves out. */
export type DumpScope = Pick<DatabaseSource, 'excludeSchemas' | 'excludeTables' | 'excludeTableData'>;

/** All of it. */
export const wholeDatabase: DumpScope = { excludeSchemas: [], excludeTables: [], excludeTableData: [] };

/** Numbers of schemas and relations in the system tables. */
export interface Excluded {
  readonly schemas: readonly string[];
  readonly tables: readonly string[];
  readonly tableData: readonly string[];
}

/**
 * Looks up what pg_dump will leave out, by its own rules: a table's pattern without a schema means tables that are found
 * without it by the role's usual search path, so that path counts here and nothing else may be looked up by it.
 */
export async function findExcluded(client: pg.ClientBase, scope: DumpScope): Promise<Excluded> {
  return {
    schemas: await schemasOf(client, scope.excludeSchemas),
    tables: await relationsOf(client, scope.excludeTables),
    tableData: await relationsOf(client, scope.excludeTableData),
  };
}

async function schemasOf(client: pg.ClientBase, patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  const { rows } = await client.query<{ oid: string }>(
    `SELECT n.oid FROM pg_catalog.pg_namespace n WHERE EXISTS (
       SELECT FROM pg_catalog.unnest($1::pg_catalog.text[]) AS p (name) WHERE n.nspname::pg_catalog.text OPERATOR(pg_catalog.~) p.name)`,
    [patterns.map((pattern) => nameExpression(pattern).name)],
  );
  return rows.map(({ oid }) => String(oid));
}

async function relationsOf(client: pg.ClientBase, patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  const expressions = patterns.map(nameExpression);
  await client.query('RESET search_path');
  try {
    const { rows } = await client.query<{ oid: string }>(
      `SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
       WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,S,v,m,f,p}'::pg_catalog."char"[]) AND EXISTS (
         SELECT FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) AS p (schema, name)
         WHERE c.relname::pg_catalog.text OPERATOR(pg_catalog.~) p.name
           AND CASE WHEN p.schema IS NULL THEN pg_catalog.pg_table_is_visible(c.oid)
             ELSE n.nspname::pg_catalog.text OPERATOR(pg_catalog.~) p.schema END)`,
      [expressions.map(({ schema }) => schema), expressions.map(({ name }) => name)],
    );
    return rows.map(({ oid }) => String(oid));
  } finally {
    await client.query("SET search_path = ''").catch(() => {
      // Only if the query above failed for good, which is what is told.
    });
  }
}
