import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

export interface PostgresOptions {
  /** Further settings, as in postgresql.conf: `{ max_connections: '20' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Lines of pg_hba.conf in place of the usual ones: anybody through the socket, passwords through TCP. */
  readonly hba?: readonly string[];
  readonly superuserPassword?: string;
  /** It follows this one as its standby, which can be read only. */
  readonly standbyOf?: TestPostgres;
}

/** A server of a test's own. */
export interface TestPostgres {
  /** Folder of the socket: a connection's `host`. Through it everybody is whoever they say they are. */
  readonly socket: string;
  /** For TCP, where passwords are asked for (scram-sha-256). */
  readonly tcpHost: '127.0.0.1';
  readonly port: number;
  readonly superuser: 'postgres';
  readonly password: string;
  /** Folder with everything of it, which the server's user owns; the cluster is `data` in it. */
  readonly folder: string;
  readonly major: number;
  /** Process of the server as long as it runs. */
  pid(): number;
  /** As superuser through the socket; gives the rows of the last statement. */
  sql(database: string, text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Runs one of PostgreSQL's programs as superuser through the socket; rejects if it does not end with 0. Gives what it printed. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  /** Ends it and keeps its data: `fast` breaks connections off, `immediate` is like a crash. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  /** After `stop`. */
  start(): Promise<void>;
  /** Ends it, and removes everything. */
  close(): Promise<void>;
}

const execute = promisify(execFile);
const superuser = 'postgres';

/** Makes and starts a server: as another user where this is root. To be closed in `afterAll`. */
export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const password = options.superuserPassword ?? 'kept out of sight';
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-'));
  const [data, socket] = [path.join(folder, 'data'), path.join(folder, 'socket')];
  if (options.standbyOf) await options.standbyOf.run('pg_basebackup', '-R', '-X', 'stream', '-c', 'fast', '-D', data);
  else execFileSync('cp', ['-a', '--reflink=auto', await makeTemplate(), data]);
  fs.mkdirSync(socket);
  // Clients of any user pass through to the socket.
  fs.chmodSync(folder, 0o711);
  fs.writeFileSync(path.join(data, 'pg_hba.conf'), `${(options.hba ?? usualAccess).join('\n')}\n`);
  giveAway(folder, socket);
  if (options.standbyOf)
    giveAway(
      ...[data, ...fs.readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => path.join(data, name))],
    );
  const port = await freePort();
  let server: ChildProcess | undefined;

  const sql: TestPostgres['sql'] = async (database, text, values) => {
    const client = new pg.Client({ host: socket, port, user: superuser, database });
    // A server that is ended on purpose breaks the connection off.
    client.on('error', () => {});
    await client.connect();
    try {
      const result: pg.QueryResult | pg.QueryResult[] = await client.query(text, values);
      return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
    } finally {
      await client.end();
    }
  };
  const start = async (): Promise<void> => {
    server = await startServer({ ...usualSettings, ...options.settings, unix_socket_directories: socket, port }, data);
  };
  const stop: TestPostgres['stop'] = async (how = 'fast') => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    process.kill(serverPid(server), how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  };
  await start();
  if (!options.standbyOf) await sql('postgres', `ALTER ROLE ${superuser} PASSWORD ${pg.escapeLiteral(password)}`);
  return {
    ...{ socket, tcpHost: '127.0.0.1', port, superuser, password, folder, major, sql, start, stop },
    pid: () => serverPid(server),
    run: async (program, ...args) => {
      const env = { ...process.env, LC_ALL: 'C', PGHOST: socket, PGPORT: String(port), PGUSER: superuser };
      const { stdout } = await execute(postgresProgram(program), args, { env, maxBuffer: 64 * 1024 * 1024 });
      return stdout;
    },
    close: async () => {
      await stop('immediate');
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const usualAccess = ['local all all trust', 'host all all 127.0.0.1/32 scram-sha-256', 'local replication all trust'];

const usualSettings = {
  listen_addresses: '127.0.0.1',
  fsync: 'off',
  shared_buffers: '16MB',
  max_connections: '40',
  timezone: 'UTC',
};

/** The newest of this machine's servers; a test without one fails. */
const { folder: programs, major } = newestPrograms();

/** Of the servers that tests start. */
export const serverMajor = major;

export const postgresProgram = (name: string): string => path.join(programs, name);

function newestPrograms(): { readonly folder: string; readonly major: number } {
  const debian = '/usr/lib/postgresql';
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian).map(Number) : [];
  const found = versions.filter((version) => fs.existsSync(`${debian}/${version}/bin/initdb`));
  if (found.length > 0) return { folder: `${debian}/${Math.max(...found)}/bin`, major: Math.max(...found) };
  const places = [...(process.env.PATH ?? '').split(':'), ...homebrew];
  const [folder] = places.filter((place) => fs.existsSync(path.join(place, 'initdb')));
  if (!folder) throw new Error('PostgreSQL’s server programs are not installed: npm test tells how');
  const version = execFileSync(path.join(folder, 'initdb'), ['--version'], { encoding: 'utf8' });
  return { folder, major: Number(/ (\d+)/.exec(version)?.[1]) };
}

const homebrew = ['/opt/homebrew/opt/postgresql@17/bin', '/usr/local/opt/postgresql@17/bin'];

/** What a command has to begin with, so that it runs as somebody who may run a server, and not longer than this process. */
function asServerUser(): readonly string[] {
  const user = serverUser();
  const as = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  return process.platform === 'linux' ? ['setpriv', ...as, '--pdeathsig', 'QUIT', '--'] : [];
}

/** Undefined where this process may run a server itself. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const line = fs.readFileSync('/etc/passwd', 'utf8').match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm'));
    if (line) return { uid: Number(line[1]), gid: Number(line[2]) };
  }
  throw new Error('there is no user here who may run a server');
}

function giveAway(...folders: readonly string[]): void {
  const user = serverUser();
  if (user) for (const folder of folders) fs.chownSync(folder, user.uid, user.gid);
}

/** A cluster as initdb makes it, made once for all tests of a run: others copy it. */
async function makeTemplate(): Promise<string> {
  const template = path.join(os.tmpdir(), 'postgres-template');
  if (fs.existsSync(template)) return template;
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-template-'));
  giveAway(made);
  const options = ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', '--wal-segsize=1', `--username=${superuser}`];
  const [file = '', ...args] = [...asServerUser(), postgresProgram('initdb'), ...options, '-D', made];
  await execute(file, args, { cwd: '/' });
  try {
    fs.renameSync(made, template);
  } catch (error) {
    // Another file's tests were faster.
    if (!fs.existsSync(template)) throw error;
  }
  return template;
}

async function startServer(settings: Readonly<Record<string, unknown>>, data: string): Promise<ChildProcess> {
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [file = '', ...args] = [...asServerUser(), postgresProgram('postgres'), '-D', data, ...given];
  const server = spawn(file, args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      // Kept short: a test that breaks things makes it talk a lot.
      log = (log + chunk.toString()).slice(-10_000);
      if (/ready to accept (read-only )?connections/.test(log)) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`the server did not start: ${log}`)));
  });
  return server;
}

function serverPid(server: ChildProcess | undefined): number {
  if (server?.pid === undefined) throw new Error('the server was never started');
  return server.pid;
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
