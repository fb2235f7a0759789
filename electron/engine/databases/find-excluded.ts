import pg from 'pg';
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
  /** The same as pg_dump is to be told: each pattern of tables names its schema. */
  readonly patterns: DumpScope;
}

/**
 * Looks up what pg_dump will leave out, by its own rules: a table's pattern without a schema means the schemas of the role's
 * usual search path. They are written out, since pg_dump itself stumbles there over tables that are dropped meanwhile.
 */
export async function findExcluded(client: pg.ClientBase, scope: DumpScope): Promise<Excluded> {
  const path = await usualPath(client, scope);
  const patterns: DumpScope = {
    excludeSchemas: scope.excludeSchemas,
    excludeTables: withSchemas(scope.excludeTables, path),
    excludeTableData: withSchemas(scope.excludeTableData, path),
  };
  return {
    schemas: await schemasOf(client, patterns.excludeSchemas),
    tables: await relationsOf(client, patterns.excludeTables),
    tableData: await relationsOf(client, patterns.excludeTableData),
    patterns,
  };
}

const needsPath = (pattern: string): boolean => nameExpression(pattern).schema === null;

const withSchemas = (patterns: readonly string[], path: readonly string[]): string[] =>
  patterns.flatMap((pattern) =>
    needsPath(pattern) ? path.map((schema) => `${pg.escapeIdentifier(schema)}.${pattern}`) : [pattern],
  );

/** Schemas in which a role finds tables by their bare name. That path counts here, and nothing else is looked up by it. */
async function usualPath(client: pg.ClientBase, scope: DumpScope): Promise<readonly string[]> {
  if (![...scope.excludeTables, ...scope.excludeTableData].some(needsPath)) return [];
  await client.query('RESET search_path');
  const { rows } = await client.query<{ path: string[] }>(
    'SELECT pg_catalog.current_schemas(false)::pg_catalog.text[] AS path',
  );
  await client.query("SET search_path = ''");
  return rows[0]?.path ?? [];
}

async function schemasOf(client: pg.ClientBase, patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  const { rows } = await client.query<{ oid: string }>(
    `SELECT n.oid FROM pg_namespace n WHERE EXISTS (SELECT FROM unnest($1::text[]) AS p (name) WHERE n.nspname::text ~ p.name)`,
    [patterns.map((pattern) => nameExpression(pattern).name)],
  );
  return rows.map(({ oid }) => String(oid));
}

async function relationsOf(client: pg.ClientBase, patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  const expressions = patterns.map(nameExpression);
  const { rows } = await client.query<{ oid: string }>(
    `SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'S', 'v', 'm', 'f', 'p') AND EXISTS (
       SELECT FROM unnest($1::text[], $2::text[]) AS p (schema, name)
       WHERE c.relname::text ~ p.name AND n.nspname::text ~ p.schema)`,
    [expressions.map(({ schema }) => schema), expressions.map(({ name }) => name)],
  );
  return rows.map(({ oid }) => String(oid));
}
