import fs from 'node:fs';
import os from 'node:os';
import type { DatabaseSource } from '#shared/domain/database.ts';
import { fsPath } from '../tools/fs-path.ts';
import { compressionFor } from '../tools/postgres/build-dump-args.ts';
import type { PostgresProgram } from '../tools/postgres/find-postgres.ts';
import type { Where } from '../tools/postgres/judge-failure.ts';
import { pgDump } from '../tools/postgres/pg-dump.ts';
import { withPassFile } from '../tools/postgres/with-pass-file.ts';
import type { DumpScope } from './find-excluded.ts';
import { overtakenMs } from './lock-wait.ts';
import { watchOutput } from './watch-output.ts';

/** From this size of the database on its dump is made by several sessions at once, into a folder with a file for each table. */
const parallelFrom = 256 * 1024 ** 2;
const mostJobs = 4;

export const formatFor = (databaseBytes: number): 'custom' | 'directory' =>
  databaseBytes >= parallelFrom ? 'directory' : 'custom';

interface Writing {
  readonly source: DatabaseSource;
  /** What it leaves out, each table's pattern with its schema. */
  readonly scope: DumpScope;
  readonly password: string | null;
  readonly database: string;
  readonly sessionName: string;
  readonly pgDump: PostgresProgram;
  readonly serverMajor: number;
  /** State that is dumped. */
  readonly snapshot: string;
  readonly format: 'custom' | 'directory';
  /** Folder, which is there, and the name of what is made in it. */
  readonly folder: string;
  readonly name: string;
  readonly keepFreeBytes: number;
  readonly where: Where;
  readonly signal: AbortSignal;
  /** Ends everything that belongs to the dump. */
  readonly stop: (reason: unknown) => void;
  readonly onTable: (table: string) => void;
  readonly onBytes: (added: number) => void;
}

/** A dump is in the database's own encoding: one without any (SQL_ASCII) may hold bytes that are no text in another. */
const ownEncoding = { PGCLIENTENCODING: undefined };

/** Has pg_dump write a dump; gives what it remarked. Throws as `pgDump` does, and `destination-full` before the reserve is used up. */
export async function writeDump(writing: Writing): Promise<readonly string[]> {
  const { source, scope, password, database, folder, format, signal } = writing;
  const file = `${folder}/${writing.name}`;
  // Nobody else may read it while it grows, whatever the umask.
  if (format === 'custom') fs.closeSync(fs.openSync(fsPath(file), 'wx', 0o600));
  const endWatch = watchOutput({ ...writing, onTrouble: writing.stop });
  try {
    const question = { connection: source.connection, password, database, applicationName: writing.sessionName };
    return await withPassFile(question, (env, reached) =>
      pgDump({
        ...{
          program: writing.pgDump.path,
          env: { ...env, ...ownEncoding },
          where: writing.where,
          signal,
          onTable: writing.onTable,
        },
        options: {
          ...{ database: reached.database, file, format, snapshot: writing.snapshot, lockWaitMs: overtakenMs, scope },
          jobs: Math.min(os.availableParallelism(), mostJobs),
          clientMajor: writing.pgDump.major,
          compression: compressionFor({ clientMajor: writing.pgDump.major, serverMajor: writing.serverMajor }),
        },
      }),
    );
  } finally {
    endWatch();
  }
}
