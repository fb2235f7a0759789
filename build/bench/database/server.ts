import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

/** A PostgreSQL server as its packages set it up, reached through its socket alone. */
export interface BenchServer {
  /** Folder of the socket. */
  readonly socket: string;
  readonly major: number;
  readonly version: string;
  /** Absolute path of one of its programs. */
  program(name: string): string;
  /** Runs SQL; gives what psql prints. */
  sql(database: string, text: string): string;
  stop(): Promise<void>;
}

/** Where packages put the programs of each version. */
const packaged = '/usr/lib/postgresql';

/** Makes a server in a new folder and starts it, as another user where this is root. */
export async function startServer(folder: string): Promise<BenchServer> {
  fs.mkdirSync(folder);
  fs.chmodSync(folder, 0o711);
  const [data, socket] = [path.join(folder, 'data'), path.join(folder, 'socket')];
  for (const made of [data, socket]) fs.mkdirSync(made, { mode: 0o700 });
  fs.chmodSync(socket, 0o755);
  const as = prefixFor(data, socket);
  const program = (name: string): string => path.join(programsFolder(), name);
  const initdb = ['--username=postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '-D', data];
  execFileSync(as[0] ?? program('initdb'), [...as.slice(1), ...(as.length > 0 ? [program('initdb')] : []), ...initdb], {
    cwd: '/',
    stdio: 'ignore',
  });
  const command = [
    ...as,
    program('postgres'),
    '-D',
    data,
    '-c',
    `unix_socket_directories=${socket}`,
    '-c',
    'listen_addresses=',
  ];
  const server = spawn(command[0] ?? '', command.slice(1), { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  await ready(server);
  const sql: BenchServer['sql'] = (database, text) =>
    execFileSync(program('psql'), ['-h', socket, '-U', 'postgres', '-qAtX', '-v', 'ON_ERROR_STOP=1', '-d', database], {
      input: text,
      encoding: 'utf8',
    }).trim();
  const version = sql('postgres', 'SHOW server_version').split(' ')[0] ?? '';
  return {
    ...{ socket, version, major: Number.parseInt(version, 10), program, sql },
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
    },
  };
}

function programsFolder(): string {
  const versions = fs.existsSync(packaged)
    ? fs
        .readdirSync(packaged)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const found = versions.find((version) => fs.existsSync(`${packaged}/${version}/bin/initdb`));
  if (found === undefined) throw new Error('PostgreSQL’s server programs are not installed');
  return `${packaged}/${found}/bin`;
}

/** PostgreSQL does not run as root. */
function prefixFor(...folders: readonly string[]): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  const user = /^(?:postgres|nobody):[^:]*:(\d+):(\d+):/m.exec(fs.readFileSync('/etc/passwd', 'utf8'));
  if (!user) throw new Error('there is no user here who may run a server');
  for (const folder of folders) fs.chownSync(folder, Number(user[1]), Number(user[2]));
  return ['setpriv', `--reuid=${user[1]}`, `--regid=${user[2]}`, '--clear-groups', '--pdeathsig', 'QUIT', '--'];
}

async function ready(server: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (/ready to accept connections/.test(log)) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`the server did not start: ${log}`)));
  });
}
