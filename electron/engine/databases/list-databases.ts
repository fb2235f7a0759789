import type pg from 'pg';
import type { DatabaseSource } from '#shared/domain/database.ts';
import { matchesName } from '#shared/domain/name-pattern.ts';

export type DatabaseChoice = Pick<DatabaseSource, 'include' | 'exclude'>;

export interface ListedDatabase {
  readonly name: string;
  /** 0 where the role may not ask. */
  readonly bytes: number;
  readonly chosen: boolean;
  readonly mayConnect: boolean;
}

/** All databases of a server that take connections, by name. Templates, and what a broken-off DROP left, are none. */
export async function listDatabases(client: pg.Client, choice: DatabaseChoice): Promise<ListedDatabase[]> {
  const { rows } = await client.query<{ name: string; may_connect: boolean; bytes: string }>(
    `SELECT d.datname AS name, m.may_connect,
       CASE WHEN m.may_connect OR pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')
         THEN pg_catalog.pg_database_size(d.oid) ELSE 0 END AS bytes
     FROM pg_catalog.pg_database d,
       LATERAL (SELECT pg_catalog.has_database_privilege(d.oid, 'CONNECT') AS may_connect) m
     WHERE d.datallowconn AND NOT d.datistemplate AND d.datconnlimit <> -2
     ORDER BY d.datname COLLATE "C"`,
  );
  return rows.map(({ name, may_connect, bytes }) => ({
    ...{ name, bytes: Number(bytes), chosen: isChosen(choice, name), mayConnect: may_connect },
  }));
}

/** What Holdfast itself puts on a server for a while is taken only by its very name. */
const ownDatabase = /^holdfast_verify_|_holdfast_(new|old)_[0-9a-f]{8}$/;

export function isChosen({ include, exclude }: DatabaseChoice, name: string): boolean {
  if (include.includes(name)) return !exclude.includes(name);
  return !ownDatabase.test(name) && matchesName(include, name) && !matchesName(exclude, name);
}

/** Names that were said without `*` and `?`, and that no database has. */
export const missingNames = ({ include }: DatabaseChoice, listed: readonly ListedDatabase[]): string[] =>
  include.filter((name) => !/[*?]/.test(name) && !listed.some((database) => database.name === name));
