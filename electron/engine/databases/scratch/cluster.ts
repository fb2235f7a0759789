import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Connection } from '#shared/domain/database.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { PostgresProgram } from '../../tools/postgres/find-postgres.ts';
import { type ProgramResult, runProgram } from '../../tools/run-program.ts';
import { connectServer } from '../connect-server.ts';
import type { ServerUser } from './server-user.ts';

/** A PostgreSQL server of Holdfast's own, with all that is its in one folder. */
export interface Cluster {
  /** Its `postgres`; `initdb` lies beside it. */
  readonly postgres: PostgresProgram;
  /** Belongs to `user`; the data is `data` in it. */
  readonly folder: string;
  readonly user: ServerUser | undefined;
}

interface NewCluster extends Cluster {
  readonly superuser: string;
  readonly signal: AbortSignal;
  /** Further options for initdb. */
  readonly options?: readonly string[];
}

/** Makes the data of a server that lets only this process's user in, through its socket. Throws `scratch-failed`. */
export async function makeCluster(cluster: NewCluster): Promise<void> {
  const { postgres, folder, user, superuser, signal } = cluster;
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
    args: [...options, ...(cluster.options ?? []), '--no-sync', '-D', data],
    signal,
    ...(user && { as: user }),
  });
  signal.throwIfAborted();
  if (result.exitCode !== 0) throw clusterFailed('initdb', result);
  // The system vouches for who comes through the socket: this process's user and nobody else is let in.
  fs.writeFileSync(path.join(data, 'pg_hba.conf'), `local all ${superuser} peer map=holdfast\n`);
  const name = os.userInfo().username.replaceAll('"', '""');
  fs.writeFileSync(path.join(data, 'pg_ident.conf'), `holdfast "${name}" ${superuser}\n`);
}

export interface Launched {
  /** How it ended; null as long as it runs. */
  ended(): ProgramResult | null;
  end(): Promise<void>;
}

interface Launch extends Cluster {
  /** Arguments, each `-c name=value`. */
  readonly settings: readonly string[];
  /** How it is asked to stop, also when this thread dies. */
  readonly endWith: 'SIGQUIT' | 'SIGINT';
}

/** Starts a server, which ends with this thread at the latest. */
export function launchCluster({ postgres, folder, user, settings, endWith }: Launch): Launched {
  const ending = new AbortController();
  let ended: ProgramResult | null = null;
  const running = runProgram({
    program: postgres.path,
    args: ['-D', path.join(folder, 'data'), ...settings],
    signal: ending.signal,
    endWith,
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

const startMs = 60_000;

interface Starting {
  readonly connection: Connection;
  readonly server: Launched;
  readonly signal: AbortSignal;
}

/** A session of a server that is starting, to be closed by `end()`. Throws `scratch-failed` where it does not come up. */
export async function untilReady({ connection, server, signal }: Starting): Promise<pg.Client> {
  const until = Date.now() + startMs;
  for (;;) {
    const result = server.ended();
    if (result) throw clusterFailed('postgres', result);
    signal.throwIfAborted();
    try {
      return await connectServer({ connection, password: null, signal });
    } catch (error) {
      if (Date.now() > until || isRefused(error)) throw error;
      await delay(20);
    }
  }
}

/** It answers, and will not change its mind. */
const isRefused = (error: unknown): boolean => error instanceof HoldfastError && error.code === 'database-refused';

/** The last of what it said is the reason. */
function clusterFailed(program: string, { stderr, exitCode }: ProgramResult): HoldfastError {
  const said = stderr.trim().split('\n').slice(-3).join(' ');
  return new HoldfastError('scratch-failed', { reason: `${program} ended with ${exitCode}: ${said}` });
}
