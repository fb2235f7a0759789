import pg from 'pg';

/** What a database is beside what it holds: everything that would be lost if it were only emptied and filled. */
export interface DatabaseSetup {
  readonly owner: string;
  readonly encoding: string;
  readonly collate: string;
  readonly ctype: string;
  /** From PostgreSQL 15 on: `c`, `i` (ICU) or, from 17 on, `b`. */
  readonly provider: string;
  readonly locale: string | null;
  readonly icuRules: string | null;
  readonly tablespace: string;
  /** -1: any number of connections. */
  readonly connectionLimit: number;
  readonly comment: string | null;
  /** Null: as PostgreSQL has it by default. */
  readonly grants: readonly DatabaseGrant[] | null;
  /** `name=value`, of the database for all roles (null) or one. */
  readonly settings: readonly { readonly role: string | null; readonly setting: string }[];
}

export interface DatabaseGrant {
  /** Null: everybody. */
  readonly grantee: string | null;
  readonly privilege: string;
  readonly grantable: boolean;
}

const { escapeIdentifier: name, escapeLiteral: text } = pg;

/** The statement that makes an empty database alike; all else is given to it by `setupStatements`. */
export function createLike(database: string, setup: DatabaseSetup): string {
  const { owner, encoding, collate, ctype, provider, locale, icuRules, tablespace, connectionLimit } = setup;
  return [
    `CREATE DATABASE ${name(database)} TEMPLATE template0 OWNER ${name(owner)} ENCODING ${text(encoding)}`,
    `LC_COLLATE ${text(collate)} LC_CTYPE ${text(ctype)}`,
    ...(provider === 'i' ? [`LOCALE_PROVIDER icu ICU_LOCALE ${text(locale ?? '')}`] : []),
    ...(provider === 'b' ? [`LOCALE_PROVIDER builtin BUILTIN_LOCALE ${text(locale ?? '')}`] : []),
    ...(provider === 'i' && icuRules ? [`ICU_RULES ${text(icuRules)}`] : []),
    // The usual one may be used by everybody, and named only by some.
    ...(tablespace === 'pg_default' ? [] : [`TABLESPACE ${name(tablespace)}`]),
    `CONNECTION LIMIT ${connectionLimit}`,
  ].join(' ');
}

/** Statements that give a database its comment, grants and settings. */
export function setupStatements(
  database: string,
  { owner, comment, grants, settings }: DatabaseSetup,
): readonly string[] {
  const on = `ON DATABASE ${name(database)}`;
  return [
    ...(comment === null ? [] : [`COMMENT ${on} IS ${text(comment)}`]),
    ...(grants === null ? [] : [`REVOKE ALL ${on} FROM PUBLIC`, `REVOKE ALL ${on} FROM ${name(owner)}`]),
    ...(grants ?? []).map(
      ({ grantee, privilege, grantable }) =>
        `GRANT ${privilege} ${on} TO ${grantee === null ? 'PUBLIC' : name(grantee)}${grantable ? ' WITH GRANT OPTION' : ''}`,
    ),
    ...settings.map(({ role, setting }) => settingStatement(database, role, setting)),
  ];
}

/** Their values are lists of names, kept as they are written; all others are one text. As in pg_dump. */
const lists = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
]);

function settingStatement(database: string, role: string | null, setting: string): string {
  const equals = setting.indexOf('=');
  const [key, value] = [setting.slice(0, equals), setting.slice(equals + 1)];
  const of = role === null ? `DATABASE ${name(database)}` : `ROLE ${name(role)} IN DATABASE ${name(database)}`;
  const parameter = key
    .split('.')
    .map((part) => name(part))
    .join('.');
  return `ALTER ${of} SET ${parameter} TO ${lists.has(key.toLowerCase()) ? listOf(value) : text(value)}`;
}

/** `"$user", public` → `'$user', 'public'`. */
const listOf = (value: string): string =>
  [...value.matchAll(/"((?:[^"]|"")*)"|([^\s",]+)/g)]
    .map(([, quoted, bare]) => text(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"')))
    .join(', ') || "''";
