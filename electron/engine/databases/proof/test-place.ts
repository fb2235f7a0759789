import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Connection, DatabaseSource, Proof } from '#shared/domain/database.ts';
import { HoldfastError } from '#shared/errors.ts';
import { freeSpace } from '../../repository/free-space.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { createSecretStore, databaseSecret } from '../../secrets/secret-store.ts';
import { installPostgres, listPostgres, type PostgresProgram } from '../../tools/postgres/find-postgres.ts';
import { connectServer } from '../connect-server.ts';
import { scratchFull } from '../scratch/choose-place.ts';
import { recordScratch } from '../scratch/scratch-records.ts';
import { startScratchServer } from '../scratch/start-scratch-server.ts';
import { dropOn, testDatabaseName } from './test-database.ts';

/** Where dumps are restored for a test. */
export interface TestPlace {
  readonly where: Proof['where'];
  /** In the middle of a sentence: “this machine”. */
  readonly name: string;
  readonly serverVersion: string;
  readonly connection: Connection;
  readonly password: string | null;
  /** Connections that may restore at once. */
  readonly jobs: number;
  /** Throws `scratch-full` if that does not fit any more. */
  checkRoom(neededBytes: number, database: string): void;
  /** Makes an empty database; `options` as CREATE DATABASE takes them. Gives its name. */
  make(options: string): Promise<string>;
  drop(database: string): Promise<void>;
  /** Everything that was made is gone after it. */
  end(): Promise<void>;
}

export interface PlaceQuestion {
  /** Major version of the server that was dumped. */
  readonly major: number;
  readonly neededBytes: number;
  /** What is tested first, for the words of a failure. */
  readonly database: string;
  readonly planId: string;
  /** Null: the plan does not back up that server any more. */
  readonly source: DatabaseSource | null;
}

/**
 * A scratch server of this machine; where it has no server programs that fit, and the plan allows it, the server that was
 * dumped. Throws `scratch-missing`, `scratch-full`, `scratch-failed` or one of the errors that begin with `database-`.
 */
export async function openTestPlace(context: RunContext, question: PlaceQuestion): Promise<TestPlace> {
  const { major, planId, source } = question;
  const postgres = await findServer(major);
  if (postgres) return openScratch(context, postgres, question);
  if (source?.testOnServer) return openServer(context, planId, source);
  throw new HoldfastError('scratch-missing', { major, install: await installPostgres('postgres', major) });
}

/** The smallest version that fits, with the program that makes clusters beside it. */
async function findServer(major: number): Promise<PostgresProgram | undefined> {
  const servers = await listPostgres('postgres');
  return servers.find((one) => one.major >= major && fs.existsSync(path.join(path.dirname(one.path), 'initdb')));
}

async function openScratch(
  context: RunContext,
  postgres: PostgresProgram,
  { neededBytes, database }: PlaceQuestion,
): Promise<TestPlace> {
  const server = await startScratchServer({ context, postgres, neededBytes, database });
  const { connection } = server;
  const admin = <Result>(act: (client: pg.Client) => Promise<Result>) =>
    withClient({ connection, password: null }, act);
  let made = 0;
  return {
    where: 'scratch-server',
    name: 'this machine',
    ...{ serverVersion: server.version, connection, password: null, jobs: server.jobs },
    checkRoom: (needed, of) => {
      const free = freeSpace(server.folder).freeBytes;
      if (free < needed) throw scratchFull(of, { folder: server.folder, free, neededBytes: needed });
    },
    make: async (options) => {
      made += 1;
      const name = `holdfast_verify_${made}`;
      await admin((client) => client.query(`CREATE DATABASE ${name} WITH TEMPLATE = template0 ${options}`));
      return name;
    },
    drop: (name) => admin((client) => dropOn(client, name)),
    end: server.end,
  };
}

/** So many connections of a server that has other work to do. */
const serverJobs = 2;

async function openServer(context: RunContext, planId: string, source: DatabaseSource): Promise<TestPlace> {
  const { connection } = source;
  const password = await createSecretStore(context.home).get(databaseSecret(source.id));
  const applicationName = `holdfast test-restore ${context.runId}`;
  const admin = <Result>(act: (client: pg.Client) => Promise<Result>) =>
    withClient({ connection, password, applicationName }, act);
  const serverVersion = await admin(async (client) => {
    const { rows } = await client.query<{ version: string }>(
      `SELECT pg_catalog.current_setting('server_version') AS version`,
    );
    return rows[0]?.version.split(' ')[0] ?? '';
  });
  const made = new Map<string, { forget(): void }>();
  const drop = async (name: string): Promise<void> => {
    await admin((client) => dropOn(client, name));
    made.get(name)?.forget();
    made.delete(name);
  };
  return {
    where: 'temporary-database',
    name: 'the server',
    ...{ serverVersion, connection, password, jobs: serverJobs },
    // How much the server may hold is its own to know.
    checkRoom: () => {},
    make: async (options) => {
      const name = testDatabaseName(context.now());
      const place = { planId, sourceId: source.id, database: name };
      made.set(name, recordScratch(context.home, context.runId, { kind: 'database', ...place }));
      await admin((client) =>
        client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} WITH TEMPLATE = template0 ${options}`),
      );
      return name;
    },
    drop,
    end: async () => {
      for (const name of [...made.keys()]) await drop(name);
    },
  };
}

type Question = Parameters<typeof connectServer>[0];

/** A session for a while. Not bound to the run's signal: what was made has to go when it is cancelled, too. */
export async function withClient<Result>(
  question: Question,
  act: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connectServer(question);
  try {
    return await act(client);
  } finally {
    await client.end().catch(() => {});
  }
}
