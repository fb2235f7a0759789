import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { passLine } from './pass-file.ts';
import { type ConnectionQuestion, type ResolvedConnection, resolveConnection } from './resolve-connection.ts';

/** What a program of PostgreSQL's is given beside its arguments; undefined takes a variable out. */
export type PostgresEnv = Readonly<Record<string, string | undefined>>;

export interface PassFileQuestion extends ConnectionQuestion {
  /** By which the server's administrator knows the program's sessions. */
  readonly applicationName?: string;
}

const prefix = 'holdfast-pass-';
const connectSeconds = 10;
/** Can't be there; of what is there and no file, libpq would warn. */
const noFile = '/dev/null/none';

/**
 * Hands a connection to programs of PostgreSQL's: everything in the environment, but the password in a file (0600, in a
 * folder of its own, 0700), which is removed however `act` ends. What a kill leaves is removed by the next call, and by the next engine.
 */
export async function withPassFile<Result>(
  question: PassFileQuestion,
  act: (env: PostgresEnv, reached: ResolvedConnection) => Promise<Result>,
): Promise<Result> {
  const reached = resolveConnection(question);
  sweepPassFiles();
  if (reached.password === null) return act(environmentOf(reached, question.applicationName, undefined), reached);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  try {
    const file = path.join(folder, 'pgpass');
    fs.writeFileSync(file, passLine(reached.password), { mode: 0o600 });
    return await act(environmentOf(reached, question.applicationName, file), reached);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what processes that are no more have left. */
export function sweepPassFiles(): void {
  const folder = os.tmpdir();
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (pid > 0 && !isAlive(pid)) removeOwn(path.join(folder, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Another user's stays: it is theirs to remove. */
function removeOwn(folder: string): void {
  if (fs.lstatSync(folder, { throwIfNoEntry: false })?.uid !== process.getuid?.()) return;
  fs.rmSync(folder, { recursive: true, force: true });
}

/**
 * libpq's variables. Those of the user's own that would lead elsewhere are taken out. Without a password no password file
 * is named: it was looked into already, and the program must not wait for one to be typed.
 */
function environmentOf(
  { host, port, user, database, tls, caFile, certificate }: ResolvedConnection,
  applicationName: string | undefined,
  passFile: string | undefined,
): PostgresEnv {
  return {
    ...{ PGHOST: host, PGPORT: String(port), PGUSER: user, PGDATABASE: database, PGPASSFILE: passFile ?? noFile },
    ...{ PGSSLMODE: tls, PGSSLROOTCERT: caFile ?? undefined },
    ...{ PGSSLCERT: certificate?.file, PGSSLKEY: certificate?.keyFile },
    ...{ PGAPPNAME: applicationName, PGCONNECT_TIMEOUT: String(connectSeconds), PGCLIENTENCODING: 'UTF8' },
    ...{ PGPASSWORD: undefined, PGHOSTADDR: undefined, PGSERVICE: undefined, PGSERVICEFILE: undefined },
    ...{ PGOPTIONS: undefined, PGTARGETSESSIONATTRS: undefined, PGREQUIREAUTH: undefined, PGDATESTYLE: undefined },
    ...{ PGTZ: undefined, PGGEQO: undefined, PGREQUIRESSL: undefined, PGSSLCRL: undefined },
  };
}
