import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findExcluded, wholeDatabase } from '../../../electron/engine/databases/find-excluded.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

const names = ['a', 'A', 'ab', 'a.b', 'a"b', 'a$b', 'a[]', 'b1', 'B 2', 'ä', '*'];
const schemas = ['public', 'other', 'O.o'];

let server: TestPostgres;
let client: pg.Client;
beforeAll(async () => {
  server = await startPostgres();
  for (const schema of schemas) {
    const space = pg.escapeIdentifier(schema);
    await server.sql('postgres', `CREATE SCHEMA IF NOT EXISTS ${space}`);
    for (const name of names) await server.sql('postgres', `CREATE TABLE ${space}.${pg.escapeIdentifier(name)} ()`);
  }
  client = new pg.Client({ host: server.socket, port: server.port, user: 'postgres', database: 'postgres' });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.close();
});

/** Tables that pg_dump leaves out; null if it can't read the pattern. */
async function leftByPgDump(option: string, all: readonly string[]): Promise<readonly string[] | null> {
  const script = await server.run('pg_dump', '--schema-only', option, 'postgres').catch(() => null);
  if (script === null) return null;
  const made = new Set([...script.matchAll(/^CREATE TABLE (.*) \($/gm)].map(([, table]) => table));
  return all.filter((table) => !made.has(table));
}

async function tablesWhere(condition: string, values: readonly unknown[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND ${condition} ORDER BY 1`,
    [...values],
  );
  return rows.map(({ name }) => name);
}

async function leftByUs(kind: 'table' | 'schema', pattern: string): Promise<readonly string[] | null> {
  const scope = kind === 'table' ? { excludeTables: [pattern] } : { excludeSchemas: [pattern] };
  try {
    const { tables, schemas } = await findExcluded(client, { ...wholeDatabase, ...scope });
    return await tablesWhere('(c.oid = ANY ($1::oid[]) OR n.oid = ANY ($2::oid[]))', [tables, schemas]);
  } catch {
    return null;
  }
}

test('a pattern leaves out what it leaves out for pg_dump', async () => {
  const all = await tablesWhere('true', []);
  expect(all).toHaveLength(names.length * schemas.length);
  const piece = fc.constantFrom(
    'a',
    'A',
    'b',
    'o',
    '.',
    '*',
    '?',
    '"',
    '""',
    '$',
    '[ab]',
    '[]',
    '|',
    '(',
    ')',
    '1',
    ' ',
    '+',
    'ä',
  );
  const pattern = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('table', 'schema'), pattern, async (kind, text) => {
      // More than schema and name is told apart by pg_dump as another database’s.
      fc.pre((text.match(/\./g) ?? []).length < (kind === 'table' ? 2 : 1));
      const theirs = await leftByPgDump(`--exclude-${kind}=${text}`, all);
      if (theirs !== null) expect([text, await leftByUs(kind, text)]).toEqual([text, theirs]);
    }),
    { numRuns: 40 },
  );
});
