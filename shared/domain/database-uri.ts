import { type Connection, connectionSchema } from './database.ts';

/** What a connection URI says. */
export interface DatabaseUri {
  readonly connection: Connection;
  /** Null: the URI names none. */
  readonly password: string | null;
  /** The database that it names; null: none, and the server's own is asked. */
  readonly database: string | null;
}

/** https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS */
const pattern =
  /^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:,/?#@]*)(?::(\d*))?(?:\/([^/?#]*))?(?:\?([^#]*))?$/;

/**
 * Reads `postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=…` as libpq means it. Null for what is none, or names several
 * servers. Parameters that say nothing about how the server is reached are passed over.
 */
export function parseDatabaseUri(text: string): DatabaseUri | null {
  const match = pattern.exec(text.trim());
  if (match === null) return null;
  const [user, password, host, port, database] = match.slice(1, 6).map(decode);
  const asked = new Map([...new URLSearchParams(match[6] ?? '')]);
  // libpq lets parameters win over the part before them.
  const say = (name: string, said: string | null | undefined) => asked.get(name) || said || undefined;
  const named = say('dbname', database);
  const connection = connectionSchema.safeParse({
    host: say('host', host?.replace(/^\[(.*)\]$/, '$1')),
    port: numberOf(say('port', port)),
    user: say('user', user),
    database: named,
    service: say('service', undefined),
    tls: tlsOf(asked.get('sslmode')),
    caFile: say('sslrootcert', undefined),
  });
  if (!connection.success || [user, password, host, database].includes(null)) return null;
  return {
    connection: connection.data,
    password: say('password', password) ?? null,
    database: named ?? null,
  };
}

const numberOf = (port: string | undefined): number | undefined => (port === undefined ? undefined : Number(port));

/** `allow` would encrypt only where the server insists: no worse is `prefer`, which encrypts where it can. */
const tlsOf = (mode: string | undefined): string | undefined => (mode === 'allow' ? 'prefer' : mode);

/** Null: a percent sign that is followed by no byte. */
function decode(part: string | undefined): string | null | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return null;
  }
}
