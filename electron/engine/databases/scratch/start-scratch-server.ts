import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type Connection, connectionSchema } from '#shared/domain/database.ts';
import type { RunContext } from '../../runs/run-context.ts';
import type { PostgresProgram } from '../../tools/postgres/find-postgres.ts';
import { choosePlace } from './choose-place.ts';
import { launchCluster, makeCluster, untilReady } from './cluster.ts';
import { recordScratch } from './scratch-records.ts';
import { scratchSettings } from './scratch-settings.ts';
import { serverUser } from './server-user.ts';

export interface ScratchServer {
  /** Of its superuser, whom only this process's user may be. */
  readonly connection: Connection;
  readonly version: string;
  readonly major: number;
  /** So many connections may restore at once. */
  readonly jobs: number;
  /** Folder that holds all of it. */
  readonly folder: string;
  /** Ends it at once and removes all of it. May be called again. */
  end(): Promise<void>;
}

export interface ScratchRequest {
  readonly context: Pick<RunContext, 'home' | 'runId' | 'signal' | 'log'>;
  readonly postgres: PostgresProgram;
  readonly neededBytes: number;
  /** What it is for, for the words of a failure. */
  readonly database: string;
}

const superuser = 'holdfast_scratch';

/**
 * Makes a PostgreSQL server and starts it, in a folder of its own: reached through a socket by this process's user alone,
 * run by an unprivileged user. What a kill leaves is removed by the next start (`sweep-scratch.ts`). Throws `scratch-full` or
 * `scratch-failed`, and leaves nothing then.
 */
export async function startScratchServer(request: ScratchRequest): Promise<ScratchServer> {
  const { context, postgres } = request;
  const user = serverUser();
  const place = choosePlace({ ...request, user });
  const folder = path.join(place, `holdfast-${crypto.randomBytes(6).toString('hex')}`);
  const record = recordScratch(context.home, context.runId, { kind: 'server', folder, uid: user?.uid ?? ownUid() });
  const remove = async (): Promise<void> => {
    await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
    record.forget();
  };
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
    if (user) fs.chownSync(folder, user.uid, user.gid);
    await makeCluster({ ...request, signal: context.signal, folder, user, superuser });
  } catch (error) {
    await remove();
    throw error;
  }
  const jobs = Math.min(8, Math.max(2, os.availableParallelism()));
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const settings = scratchSettings({ folder, memory, jobs, major: postgres.major });
  // Nothing has to be saved: it stops at once, and takes what it shares with its processes along.
  const server = launchCluster({ postgres, folder, user, settings, endWith: 'SIGQUIT' });
  const end = async (): Promise<void> => {
    await server.end();
    await remove();
  };
  try {
    const connection = connectionSchema.parse({ host: folder, user: superuser, tls: 'disable' });
    const client = await untilReady({ connection, server, signal: context.signal });
    await compressFast(client).finally(() => client.end());
    return { connection, version: postgres.version, major: postgres.major, jobs, folder, end };
  } catch (error) {
    await end();
    throw error;
  }
}

const ownUid = (): number => process.getuid?.() ?? 0;

/** Long values are compressed anew while they are restored: by lz4, far faster than by default, where the server was built with it. */
async function compressFast(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)`,
  );
  if (rowCount) await client.query(`ALTER ROLE ${superuser} SET default_toast_compression = 'lz4'`);
}
