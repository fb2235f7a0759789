import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Connection } from '#shared/domain/database.ts';
import { HoldfastError } from '#shared/errors.ts';
import { parseService } from './parse-service.ts';
import { findPassword } from './pass-file.ts';

/** How a server is really reached: all that libpq would find out by itself, found out once, for us and for PostgreSQL's programs. */
export interface ResolvedConnection {
  /** Name or address of a machine, or the absolute folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Null: none is known. */
  readonly password: string | null;
  /** Why a password file that is there was not used. */
  readonly passwordRemark: string | undefined;
  readonly tls: Connection['tls'];
  /** Certificates that the server's is checked with; null: it is not checked. */
  readonly caFile: string | null;
  /** What this client shows of itself; null: nothing. */
  readonly certificate: { readonly file: string; readonly keyFile: string } | null;
}

export interface ConnectionQuestion {
  readonly connection: Connection;
  /** From the secret store; null: whatever the service or the password file says. */
  readonly password: string | null;
  /** Another database than the connection's. */
  readonly database?: string | undefined;
}

/** Throws `invalid-input` if the service is unknown, and `database-tls` if no authority is known to check a certificate with. */
export function resolveConnection({ connection, password, database }: ConnectionQuestion): ResolvedConnection {
  const service = connection.service === '' ? nothing : readService(connection.service);
  const host = connection.host || service.get('host') || service.get('hostaddr') || usualHost();
  // What is as it is when nothing was said leaves the word to the service.
  const port = connection.port === 5432 ? Number(service.get('port') ?? 5432) : connection.port;
  const user = connection.user || service.get('user') || os.userInfo().username;
  const own = connection.database === 'postgres' ? (service.get('dbname') ?? 'postgres') : connection.database;
  const reached = { host, port, user, database: database ?? own };
  const found = password ?? service.get('password') ?? null;
  const file = found === null ? readPassFile(service.get('passfile')) : null;
  return {
    ...reached,
    password:
      found ??
      (file?.content === undefined ? null : findPassword(file.content, { ...reached, hosts: passHosts(host) })),
    passwordRemark: file?.remark,
    ...encryptionOf(connection, service, host),
  };
}

export const isSocket = (host: string): boolean => host.startsWith('/');

/** As people would say where a server is. */
export const serverName = ({ host, port }: Pick<ResolvedConnection, 'host' | 'port'>): string =>
  isSocket(host) ? `${host}/.s.PGSQL.${port}` : `${host.includes(':') ? `[${host}]` : host}:${port}`;

type Service = ReadonlyMap<string, string>;
const nothing: Service = new Map();

function readService(name: string): Service {
  const own = process.env.PGSERVICEFILE ?? path.join(os.homedir(), '.pg_service.conf');
  const folders = [process.env.PGSYSCONFDIR ?? '/etc/postgresql-common', '/etc', '/opt/homebrew/etc', '/usr/local/etc'];
  const files = [own, ...folders.map((folder) => path.join(folder, 'pg_service.conf'))];
  for (const file of files) {
    const content = readText(file);
    const service = content === null ? null : parseService(content, name);
    if (service) return service;
  }
  throw new HoldfastError('invalid-input', {
    reason: `There is no service “${name}” in ${own}, nor in the system’s pg_service.conf. Add it, or say how the server is reached.`,
  });
}

/** Folders where distributions keep the socket. */
const socketFolders = ['/var/run/postgresql', '/run/postgresql', '/tmp'];

const usualHost = (): string =>
  process.platform === 'win32'
    ? 'localhost'
    : (socketFolders.find((folder) => holdsSocket(folder)) ??
      socketFolders.find((folder) => fs.existsSync(folder)) ??
      '/tmp');

const holdsSocket = (folder: string): boolean => namesIn(folder).some((name) => /^\.s\.PGSQL\.\d+$/.test(name));

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

const passHosts = (host: string): readonly string[] => (socketFolders.includes(host) ? [host, 'localhost'] : [host]);

/** As libpq does, a file that others may read is passed over. */
function readPassFile(named: string | undefined): { readonly content?: string; readonly remark?: string } | null {
  const file = named ?? process.env.PGPASSFILE ?? path.join(os.homedir(), '.pgpass');
  const content = readText(file);
  if (content === null) return null;
  const { mode } = fs.statSync(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    return { remark: `${file} is not used since others may read it: chmod 600 ${file}` };
  return { content };
}

type Encryption = Pick<ResolvedConnection, 'tls' | 'caFile' | 'certificate'>;

/** https://www.postgresql.org/docs/current/libpq-ssl.html: `require` checks the authority too where one is known. */
function encryptionOf(connection: Connection, service: Service, host: string): Encryption {
  if (isSocket(host)) return { tls: 'disable', caFile: null, certificate: null };
  const tls = connection.tls === 'prefer' ? tlsOf(service.get('sslmode')) : connection.tls;
  const file = service.get('sslcert') ?? personal('postgresql.crt');
  const keyFile = service.get('sslkey') ?? personal('postgresql.key');
  const certificate = fs.existsSync(file) && fs.existsSync(keyFile) ? { file, keyFile } : null;
  return { tls, caFile: caFileFor(tls, connection.caFile || service.get('sslrootcert')), certificate };
}

function tlsOf(mode: string | undefined): Connection['tls'] {
  switch (mode) {
    case 'disable':
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return mode;
    default:
      return 'prefer';
  }
}

const systemAuthorities = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

function caFileFor(tls: Connection['tls'], named: string | undefined): string | null {
  if (tls === 'disable' || tls === 'prefer') return null;
  if (named && named !== 'system') return named;
  const usual = [personal('root.crt')].filter((file) => named !== 'system' && fs.existsSync(file));
  if (tls === 'require') return usual[0] ?? null;
  return usual[0] ?? systemAuthorities.find((file) => fs.existsSync(file)) ?? noAuthority();
}

function noAuthority(): never {
  const reason = 'no certificate of an authority is known here to check it with. Give its file (sslrootcert).';
  throw new HoldfastError('database-tls', { server: 'of this connection', reason });
}

const personal = (name: string): string => path.join(os.homedir(), '.postgresql', name);

function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new HoldfastError('invalid-input', { reason: `${file} can’t be read (${(error as Error).message}).` }, error);
  }
}
