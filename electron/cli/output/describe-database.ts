import type { Connection, DatabaseSource } from '#shared/domain/database.ts';

/** A database server of a plan: where it is, and below that, indented, what of it is backed up and how. */
export function describeDatabase(source: DatabaseSource): readonly string[] {
  const { label, connection, include, exclude } = source;
  const names = include.includes('*') ? 'all databases' : include.join(', ');
  return [
    `${label}: ${describeServer(connection)}`,
    `  ${names}${exclude.length > 0 ? ` but ${exclude.join(', ')}` : ''}`,
    ...without('schemas', source.excludeSchemas),
    ...without('tables', source.excludeTables),
    ...without('the rows of', source.excludeTableData),
    `  ${globals[source.globals]}; ${proofs[source.testRestore]}${source.testOnServer ? ', on the server if need be' : ''}`,
  ];
}

/** As a connection URI, as far as it is said; there is no password in it. */
export function describeServer({ host, port, user, service, tls, caFile }: Connection): string {
  const place = host === '' ? '' : `${encodeHost(host)}${port === 5432 ? '' : `:${port}`}`;
  const who = user === '' ? '' : `${encodeURIComponent(user)}@`;
  const parameters = [
    ...(service === '' ? [] : [`service=${encodeURIComponent(service)}`]),
    ...(host === '' && port !== 5432 ? [`port=${port}`] : []),
    ...(tls === 'prefer' ? [] : [`sslmode=${tls}`]),
    ...(caFile === '' ? [] : [`sslrootcert=${caFile}`]),
  ];
  return `postgresql://${who}${place}${parameters.length > 0 ? `/?${parameters.join('&')}` : ''}`;
}

const encodeHost = (host: string): string =>
  host.includes(':') ? `[${host}]` : host.startsWith('/') ? encodeURIComponent(host) : host;

const without = (what: string, patterns: readonly string[]): readonly string[] =>
  patterns.length === 0 ? [] : [`  without ${what} ${patterns.join(', ')}`];

const globals: Record<DatabaseSource['globals'], string> = {
  none: 'no roles',
  'without-passwords': 'roles without passwords',
  'with-passwords': 'roles with password hashes',
};

const proofs: Record<DatabaseSource['testRestore'], string> = {
  never: 'never proven by a test restore',
  weekly: 'proven by a test restore weekly',
  'after-each-backup': 'proven by a test restore after each backup',
};
