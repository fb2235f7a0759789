import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { type Connection, connectionSchema } from '#shared/domain/database.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { RunContext } from '../../runs/run-context.ts';
import type { PostgresProgram } from '../../tools/postgres/find-postgres.ts';
import { type ProgramResult, runProgram } from '../../tools/run-program.ts';
import { connectServer } from '../connect-server.ts';
import { choosePlace } from './choose-place.ts';
import { recordScratch } from './scratch-records.ts';
import { scratchSettings } from './scratch-settings.ts';
import { type ServerUser, serverUser } from './server-user.ts';

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
const startMs = 60_000;

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
    await makeCluster(request, folder, user);
  } catch (error) {
    await remove();
    throw error;
  }
  const jobs = Math.min(8, Math.max(2, os.availableParallelism()));
  const server = launch(request, { folder, user, jobs });
  const end = async (): Promise<void> => {
    await server.end();
    await remove();
  };
  try {
    const connection = connectionSchema.parse({ host: folder, user: superuser, tls: 'disable' });
    await untilReady(request, connection, server);
    return { connection, version: postgres.version, major: postgres.major, jobs, folder, end };
  } catch (error) {
    await end();
    throw error;
  }
}

const ownUid = (): number => process.getuid?.() ?? 0;

async function makeCluster(
  { context, postgres }: ScratchRequest,
  folder: string,
  user: ServerUser | undefined,
): Promise<void> {
  const data = path.join(folder, 'data');
  const options = [
    `--username=${superuser}`,
    '--auth-local=peer',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C',
  ];
  const result = await runProgram({
    program: path.join(path.dirname(postgres.path), 'initdb'),
    args: [...options, '--no-sync', '-D', data],
    signal: context.signal,
    ...(user && { as: user }),
  });
  context.signal.throwIfAborted();
  if (result.exitCode !== 0) throw scratchFailed('initdb', result);
  // The system vouches for who comes through the socket: this process's user and nobody else is let in.
  fs.writeFileSync(path.join(data, 'pg_hba.conf'), `local all ${superuser} peer map=holdfast\n`);
  const name = os.userInfo().username.replaceAll('"', '""');
  fs.writeFileSync(path.join(data, 'pg_ident.conf'), `holdfast "${name}" ${superuser}\n`);
}

interface Launched {
  /** How it ended; null as long as it runs. */
  ended(): ProgramResult | null;
  end(): Promise<void>;
}

interface Launch {
  readonly folder: string;
  readonly user: ServerUser | undefined;
  readonly jobs: number;
}

function launch({ postgres }: ScratchRequest, { folder, user, jobs }: Launch): Launched {
  const ending = new AbortController();
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  let ended: ProgramResult | null = null;
  const running = runProgram({
    program: postgres.path,
    args: ['-D', path.join(folder, 'data'), ...scratchSettings({ folder, memory, jobs, major: postgres.major })],
    signal: ending.signal,
    // Nothing has to be saved: it stops at once, and takes what it shares with its processes along.
    endWith: 'SIGQUIT',
    ...(user && { as: user }),
  }).then(
    (result) => {
      ended = result;
    },
    (error: unknown) => {
      ended = { exitCode: null, stderr: String(error), aborted: false };
    },
  );
  return {
    ended: () => ended,
    end: async () => {
      ending.abort();
      await running;
    },
  };
}

async function untilReady({ context }: ScratchRequest, connection: Connection, server: Launched): Promise<void> {
  const until = Date.now() + startMs;
  for (;;) {
    const result = server.ended();
    if (result) throw scratchFailed('postgres', result);
    context.signal.throwIfAborted();
    try {
      const client = await connectServer({ connection, password: null, signal: context.signal });
      await compressFast(client).finally(() => client.end());
      return;
    } catch (error) {
      if (Date.now() > until || isRefused(error)) throw error;
      await delay(20);
    }
  }
}

/** Long values are compressed anew while they are restored: by lz4, far faster than by default, where the server was built with it. */
async function compressFast(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)`,
  );
  if (rowCount) await client.query(`ALTER ROLE ${superuser} SET default_toast_compression = 'lz4'`);
}

/** It answers, and will not change its mind. */
const isRefused = (error: unknown): boolean => error instanceof HoldfastError && error.code === 'database-refused';

/** The last of what it said is the reason. */
function scratchFailed(program: string, { stderr, exitCode }: ProgramResult): HoldfastError {
  const said = stderr.trim().split('\n').slice(-3).join(' ');
  return new HoldfastError('scratch-failed', { reason: `${program} ended with ${exitCode}: ${said}` });
}
