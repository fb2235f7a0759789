import fs from 'node:fs';
import pg from 'pg';
import { asHoldfastError, HoldfastError } from '#shared/errors.ts';
import { judgeFailure, type Where } from '../tools/postgres/judge-failure.ts';
import {
  type ConnectionQuestion,
  type ResolvedConnection,
  resolveConnection,
  serverName,
} from '../tools/postgres/resolve-connection.ts';

export interface ServerQuestion extends ConnectionQuestion {
  /** Breaks off what goes on, on the server too. */
  readonly signal?: AbortSignal;
  /** By which the server's administrator knows the session: `holdfast dump RUN`. */
  readonly applicationName?: string;
  /** How long a statement may take; 0, the default: as long as it wants. Production must not wait for us: locks are waited for 30 s. */
  readonly timeouts?: { readonly statementMs?: number; readonly lockMs?: number };
}

const connectMs = 10_000;
const usualLockMs = 30_000;

/**
 * A session of a PostgreSQL server, to be closed by `end()`. Service file and ~/.pgpass are honoured, TLS modes as libpq
 * means them. The search path is empty: names in queries are to be qualified. Numbers of 64 bits come as strings. A session
 * that is lost rejects the next query. Throws one of the errors that begin with `database-`, or `password-needed`.
 */
export async function connectServer(question: ServerQuestion): Promise<pg.Client> {
  const reached = resolveConnection(question);
  question.signal?.throwIfAborted();
  const client = await tryEach(reached, question);
  try {
    const pid = await prepare(client, question);
    if (question.signal) endWith(question.signal, { client, pid, question });
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw judgeFailure(error, whereOf(reached));
  }
}

/** For errors of what is done with a session. */
export const whereOf = (reached: ResolvedConnection): Where => ({
  server: serverName(reached),
  user: reached.user,
  database: reached.database,
});

/** `prefer` is tried with encryption and, where the server has none or wants none, without. */
async function tryEach(reached: ResolvedConnection, question: ServerQuestion): Promise<pg.Client> {
  if (reached.tls !== 'prefer') return open(reached, question, reached.tls !== 'disable');
  try {
    return await open(reached, question, true);
  } catch (error) {
    const wantsOther = error instanceof HoldfastError && /pg_hba\.conf|SSL/i.test(String(error.details.reason));
    if (!wantsOther) throw error;
    return open(reached, question, false);
  }
}

async function open(reached: ResolvedConnection, question: ServerQuestion, encrypted: boolean): Promise<pg.Client> {
  const { host, port, user, database } = reached;
  const client = new pg.Client({
    ...{ host, port, user, database, password: () => passwordOf(reached), ssl: encrypted && encryption(reached) },
    application_name: question.applicationName ?? 'holdfast',
    ...{ connectionTimeoutMillis: connectMs, keepAlive: true },
  });
  // Between two queries nobody waits for it; the next one fails with the same.
  client.on('error', () => {});
  const listening = new AbortController();
  try {
    await Promise.race([client.connect(), abortOf(question.signal, listening.signal)]);
    return client;
  } catch (error) {
    // Not waited for: where nobody answers it takes until the limit.
    client.end().catch(() => {});
    if (question.signal?.aborted) throw asHoldfastError(question.signal.reason);
    throw judgeFailure(error, whereOf(reached));
  } finally {
    listening.abort();
  }
}

/** Rejects once the signal aborts, as long as somebody listens. */
const abortOf = (signal: AbortSignal | undefined, listening: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: listening });
  });

/** Asked for only where the server wants one. */
function passwordOf(reached: ResolvedConnection): string {
  if (reached.password !== null) return reached.password;
  throw new HoldfastError('password-needed', { ...whereOf(reached), reason: reached.passwordRemark });
}

function encryption({ tls, caFile, certificate }: ResolvedConnection) {
  return {
    rejectUnauthorized: caFile !== null,
    ...(caFile !== null && { ca: readCertificate(caFile) }),
    ...(certificate && { cert: readCertificate(certificate.file), key: readCertificate(certificate.keyFile) }),
    ...(tls !== 'verify-full' && { checkServerIdentity: () => undefined }),
  };
}

function readCertificate(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const reason = `The certificate file ${file} can’t be read (${(error as Error).message}).`;
    throw new HoldfastError('invalid-input', { reason }, error);
  }
}

/** Settings as Holdfast needs them, whatever server, role and database say. Gives the session's process on the server. */
async function prepare(client: pg.Client, { timeouts = {} }: ServerQuestion): Promise<number> {
  const settings = {
    ...{ statement_timeout: timeouts.statementMs ?? 0, lock_timeout: timeouts.lockMs ?? usualLockMs },
    ...{ idle_in_transaction_session_timeout: 0, search_path: '', client_min_messages: 'warning' },
  };
  const calls = Object.entries(settings).map(
    ([name, value]) => `pg_catalog.set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(String(value))}, false)`,
  );
  const { rows } = await client.query(`SELECT pg_catalog.pg_backend_pid() AS pid, ${calls.join(', ')}`);
  await noticeOurEnd(client);
  return Number(rows[0]?.pid);
}

/** Has the server end a query within seconds when this program was killed: from PostgreSQL 14 on, and not on every system. */
async function noticeOurEnd(client: pg.Client): Promise<void> {
  await client
    .query(
      `SELECT pg_catalog.set_config(name, '2s', false) FROM pg_catalog.pg_settings
       WHERE name = 'client_connection_check_interval'`,
    )
    .catch(() => {});
}

interface Session {
  readonly client: pg.Client;
  readonly pid: number;
  readonly question: ServerQuestion;
}

/** Ends a session when the signal aborts: its query on the server by word from another session, then the connection. */
function endWith(signal: AbortSignal, { client, pid, question }: Session): void {
  const stop = async () => {
    const ended = client.end().catch(() => {});
    const { signal: _, ...other } = question;
    const messenger = await connectServer({ ...other, timeouts: { statementMs: connectMs } }).catch(() => null);
    await messenger?.query('SELECT pg_catalog.pg_cancel_backend($1)', [pid]).catch(() => {});
    await messenger?.end().catch(() => {});
    await ended;
  };
  const listener = () => void stop();
  signal.addEventListener('abort', listener, { once: true });
  client.once('end', () => signal.removeEventListener('abort', listener));
}
