/**
 * The password file of PostgreSQL's programs: a line `host:port:database:user:password` each, where `*` fits anything and
 * `\` takes the meaning of the character after it.
 * https://www.postgresql.org/docs/current/libpq-pgpass.html
 */
export interface PassQuestion {
  /** Names that the server goes by; of a socket its folder, and `localhost` where that is the usual one. */
  readonly hosts: readonly string[];
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** The password of the first line that fits; null when none does. */
export function findPassword(content: string, { hosts, port, database, user }: PassQuestion): string | null {
  for (const line of content.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const [host = '', ...rest] = fieldsOf(line);
    const [itsPort = '', itsDatabase = '', itsUser = '', password] = rest;
    if (password === undefined) continue;
    const fits = (field: string, value: string) => field === '*' || plain(field) === value;
    const isHost = hosts.some((name) => fits(host, name));
    if (isHost && fits(itsPort, String(port)) && fits(itsDatabase, database) && fits(itsUser, user))
      return plain(password) || null;
  }
  return null;
}

/** A line that fits whatever a program asks for: in a file that only this program is given. */
export const passLine = (password: string): string => `*:*:*:*:${password.replace(/[\\:]/g, '\\$&')}\n`;

/** Four fields and all that follows them, still escaped. */
function fieldsOf(line: string): readonly string[] {
  const fields = /^((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):((?:\\.|[^:\\])*)/s.exec(
    line,
  );
  return fields ? fields.slice(1) : [];
}

const plain = (field: string): string => field.replace(/\\(.)/gs, '$1');
