import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { type Connection, connectionSchema } from '#shared/domain/database.ts';
import { connectServer } from '../databases/connect-server.ts';
import { choosePlace, mayReach } from '../databases/scratch/choose-place.ts';
import { type Launched, launchCluster, makeCluster, untilReady } from '../databases/scratch/cluster.ts';
import { endServer, serverIn } from '../databases/scratch/end-server.ts';
import { type ServerUser, serverUser } from '../databases/scratch/server-user.ts';
import { listPostgres, type PostgresProgram } from '../tools/postgres/find-postgres.ts';
import { claimServerFolder } from './sample-place.ts';

const superuser = 'holdfast_sample';
const MB = 1024 * 1024;
/** Of the system's limit for the path of a socket, what is left for the folder. */
const longestFolder = 103 - '/.s.PGSQL.5432'.length;

export const sampleDatabase = 'shop';

/** The newest server of this machine that can be made and dumped; undefined where there is none. */
export async function findSamplePostgres(): Promise<PostgresProgram | undefined> {
  const [servers, dumps] = await Promise.all([listPostgres('postgres'), listPostgres('pg_dump')]);
  const newestDump = dumps.at(-1)?.major ?? 0;
  return servers
    .filter(({ path: file, major }) => major <= newestDump && fs.existsSync(path.join(path.dirname(file), 'initdb')))
    .at(-1);
}

/** How the sample's server is reached: through its socket, by this process's user alone. */
export const sampleConnection = (folder: string): Connection =>
  connectionSchema.parse({ host: folder, user: superuser, tls: 'disable' });

/**
 * The folder for the sample's server: the one given, else where that is too deep for a socket, or its user could not get there,
 * a new name where the system keeps temporary things that last. Throws `scratch-full` or `scratch-failed`.
 */
export function chooseServerFolder(wanted: string, id: string): string {
  const user = serverUser();
  const isReached = user === undefined || mayReach(path.dirname(wanted), user);
  if (isReached && Buffer.byteLength(wanted) <= longestFolder) return wanted;
  const place = choosePlace({ neededBytes: 100 * MB, database: sampleDatabase, user });
  return path.join(place, `holdfast-sample-${id.slice(0, 8)}`);
}

export interface NewSampleServer {
  readonly folder: string;
  readonly id: string;
  readonly postgres: PostgresProgram;
  readonly signal: AbortSignal;
}

/** Makes a server in a new folder. Throws `scratch-failed`. */
export async function makeSampleServer({ folder, id, postgres, signal }: NewSampleServer): Promise<void> {
  const user = serverUser();
  fs.mkdirSync(folder, { mode: 0o700 });
  claimServerFolder(folder, id);
  if (user) fs.chownSync(folder, user.uid, user.gid);
  // Small segments of its log: the sample is to take little room.
  const options = postgres.major >= 11 ? ['--wal-segsize=1'] : [];
  await makeCluster({ postgres, folder, user, superuser, signal, options });
}

/** A server that runs as long as it is wanted. */
export interface SampleServer {
  /** Whether it still runs, and was started here. */
  running(): boolean;
  end(): Promise<void>;
}

interface StartRequest {
  readonly folder: string;
  /** Of the server's data. */
  readonly major: number;
  readonly signal: AbortSignal;
}

/** Starts the sample's server, which ends with this thread at the latest; one that runs already is left to whoever started it. */
export async function startSampleServer({ folder, major, signal }: StartRequest): Promise<SampleServer> {
  if ((await serverIn(folder)) !== null) return { running: () => false, end: async () => {} };
  const postgres = (await listPostgres('postgres')).find((one) => one.major === major);
  if (!postgres) throw new Error(`PostgreSQL ${major} is not there any more`);
  const server = launch(postgres, folder, serverUser());
  try {
    const client = await untilReady({ connection: sampleConnection(folder), server, signal });
    await client.end();
    return { running: () => server.ended() === null, end: server.end };
  } catch (error) {
    await server.end();
    throw error;
  }
}

function launch(postgres: PostgresProgram, folder: string, user: ServerUser | undefined): Launched {
  const settings: Readonly<Record<string, string | number>> = {
    ...{ listen_addresses: '', unix_socket_directories: folder, unix_socket_permissions: '0700', port: 5432 },
    ...{ max_connections: 20, shared_buffers: '16MB', dynamic_shared_memory_type: 'mmap', huge_pages: 'off' },
    ...{ min_wal_size: '32MB', max_wal_size: '64MB', timezone: 'UTC', log_timezone: 'UTC' },
    ...{ logging_collector: 'off', log_destination: 'stderr', log_min_messages: 'fatal' },
  };
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // In order: what people do in it is kept.
  return launchCluster({ postgres, folder, user, settings: given, endWith: 'SIGINT' });
}

/** Ends the sample's server, whoever started it. */
export const endSampleServer = (folder: string): Promise<void> => endServer(folder, 'SIGINT');

/** A session of the sample's server. */
export async function withSampleServer<Result>(
  { folder, database, signal }: { readonly folder: string; readonly database: string; readonly signal: AbortSignal },
  act: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connectServer({ connection: { ...sampleConnection(folder), database }, password: null, signal });
  try {
    return await act(client);
  } finally {
    await client.end().catch(() => {});
  }
}
