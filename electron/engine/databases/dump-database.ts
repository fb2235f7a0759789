import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { HoldfastError } from '#shared/errors.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { fsPath } from '../tools/fs-path.ts';
import { makeFolder } from '../tools/make-folder.ts';
import type { PostgresProgram } from '../tools/postgres/find-postgres.ts';
import { judgeFailure, type Where } from '../tools/postgres/judge-failure.ts';
import { listArchive } from '../tools/postgres/list-archive.ts';
import { removeTree } from '../tools/remove-tree.ts';
import { bothOrNone } from './both-or-none.ts';
import { checkDump } from './check-dump.ts';
import { connectServer } from './connect-server.ts';
import { countBeside, withRows } from './count-database.ts';
import type { Counts } from './counts-file.ts';
import type { DumpedDatabase, DumpRequest } from './dumped-database.ts';
import { dumpSessionName, guardDatabase } from './guard-database.ts';
import { hashDump } from './hash-dump.ts';
import { type HeldState, holdState } from './hold-state.ts';
import type { ListedDatabase } from './list-databases.ts';
import { lockWaitMs } from './lock-wait.ts';
import { formatFor, writeDump } from './write-dump.ts';

export interface DatabaseJob extends DumpRequest {
  readonly database: ListedDatabase;
  /** Its dump is `<fileName>.dump`. */
  readonly fileName: string;
  readonly serverMajor: number;
  readonly programs: { readonly pgDump: PostgresProgram; readonly pgRestore: PostgresProgram };
  readonly where: Where;
  /** How many tables its last dump had; null where there is none, or having none is allowed. */
  readonly tablesBefore: number | null;
}

/**
 * Dumps one database, and counts the very same state of it meanwhile. It is made in `<fileName>.part`, and gets its name
 * once all checks have passed. Throws one of the errors that begin with `database-`, `dump-incomplete`, `destination-full`,
 * the reason of the run's signal, or what the file system throws; nothing is left then.
 */
export async function dumpDatabase(job: DatabaseJob): Promise<DumpedDatabase> {
  for (let attempt = 1; ; attempt += 1) {
    const way: Way = { format: attempt === 1 ? formatFor(job.database.bytes) : 'custom', overtaken: false };
    try {
      return await attemptDump(job, way);
    } catch (error) {
      if (!way.overtaken || attempt === attempts) throw error;
      job.context.log(`${job.database.name}: a session wants a table for itself; once more, after it`);
      await delay(attempt * pauseMs, undefined, { signal: job.context.signal }).catch(() => {});
      job.context.signal.throwIfAborted();
    }
  }
}

const attempts = 4;
const pauseMs = 500;

interface Way {
  /** In directory format each session that pg_dump adds can be overtaken as long as the dump takes. */
  readonly format: 'custom' | 'directory';
  /**
   * Another session asked for a table alone (DROP, TRUNCATE, ALTER) after ours held it and before pg_dump's did, which then
   * queues behind it, while it waits for ours: that only ends by letting go.
   */
  overtaken: boolean;
}

async function attemptDump(job: DatabaseJob, way: Way): Promise<DumpedDatabase> {
  const { context, source, password, database } = job;
  const stop = stopWith(context.signal);
  const part = path.join(job.target, `${job.fileName}.part`);
  let client: pg.Client | undefined;
  try {
    client = await connectServer({
      ...{ connection: source.connection, password, database: database.name, signal: stop.signal },
      ...{ applicationName: dumpSessionName(context.runId), timeouts: { lockMs: lockWaitMs } },
    });
    makeFolder(part);
    return await dumpInto(part, { job, way, client, stop });
  } catch (error) {
    context.signal.throwIfAborted();
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    removeTree(part);
    // With it whatever it still holds goes, the guard last.
    await client?.end().catch(() => {});
    stop.release();
  }
}

interface Dumping {
  readonly job: DatabaseJob;
  readonly way: Way;
  readonly client: pg.Client;
  readonly stop: Stop;
}

async function dumpInto(part: string, dumping: Dumping): Promise<DumpedDatabase> {
  const { job, way, client, stop } = dumping;
  const startedAt = job.context.now();
  const state = await asked(job.where, async () => {
    await guardDatabase(client, job.where);
    return holdState(client, job.source, job.where);
  });
  const counts = await dumpAndCount({ ...dumping, part, state });
  // Nobody on the server is to wait for what is done here alone. The guard stays.
  await client.query('COMMIT').catch(() => {});
  const folder = `databases/${path.basename(job.target)}`;
  const dump = `${part}/dump`;
  const files = await hashDump(dump, `${folder}/${job.fileName}.dump`, stop.signal);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const entries = await listArchive({ program: job.programs.pgRestore.path, file: dump, signal: stop.signal });
  checkDump({
    ...{ database: job.database.name, bytes, entries },
    tables: state.tables,
    tablesBefore: job.tablesBefore,
  });
  writeDurably(`${part}/counts.json`, `${JSON.stringify(counts, null, 1)}\n`);
  const counted = await hashDump(`${part}/counts.json`, `${folder}/${job.fileName}.counts.json`, stop.signal);
  stop.signal.throwIfAborted();
  putInPlace(part, path.join(job.target, job.fileName));
  return {
    ...{ sourceId: job.source.id, label: job.source.label, database: job.database.name, format: way.format, bytes },
    ...{ path: `${folder}/${job.fileName}.dump`, files: [...files, ...counted], databaseBytes: counts.databaseBytes },
    tables: counts.tables.length,
    rows: counts.tables.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
    ...{ at: counts.at, durationMs: job.context.now() - startedAt, serverVersion: counts.serverVersion },
  };
}

function putInPlace(part: string, target: string): void {
  fs.renameSync(fsPath(`${part}/dump`), fsPath(`${target}.dump`));
  fs.renameSync(fsPath(`${part}/counts.json`), fsPath(`${target}.counts.json`));
}

interface Counting extends Dumping {
  readonly part: string;
  readonly state: HeldState;
}

/** Sequences are read before pg_dump reads them: what it dumps is never behind what was recorded. */
async function dumpAndCount({ job, way, client, stop, part, state }: Counting): Promise<Counts> {
  const { context, database } = job;
  const { progress } = context;
  const filled = state.tables.filter(({ withRows }) => withRows).length;
  progress.enter('dumping', { files: filled });
  progress.advance({}, database.name);
  const beside = await asked(job.where, () => countBeside(client, state));
  const count = asked(job.where, () =>
    withRows(client, { ...beside, at: state.at.toISOString() }, { ...state, held: true, signal: stop.signal }),
  );
  // pg_dump says nothing of a table's end: the next one's beginning is it.
  let begun = 0;
  const onTable = (table: string): void => {
    progress.advance({ files: begun === 0 ? 0 : 1 }, `${database.name}: ${table}`);
    begun += 1;
  };
  const write = writeDump({
    ...{ source: job.source, password: job.password, database: database.name, where: job.where },
    ...{ sessionName: dumpSessionName(context.runId), pgDump: job.programs.pgDump, serverMajor: job.serverMajor },
    ...{
      snapshot: state.snapshot,
      scope: state.excluded.patterns,
      format: way.format,
      folder: part,
      name: 'dump',
      keepFreeBytes: job.keepFreeBytes,
    },
    ...{ signal: stop.signal, stop: stop.now, onTable, onBytes: (bytes: number) => progress.advance({ bytes }) },
  }).catch((error: unknown) => {
    way.overtaken = error instanceof HoldfastError && error.code === 'database-locked';
    throw error;
  });
  const [counts, remarks] = await bothOrNone([count, write], stop.now);
  if (begun > 0) progress.advance({ files: 1 });
  for (const remark of remarks) context.log(`pg_dump: ${remark}`);
  return counts;
}

async function asked<Result>(where: Where, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw judgeFailure(error, where);
  }
}

interface Stop {
  readonly signal: AbortSignal;
  readonly now: (reason: unknown) => void;
  release(): void;
}

/** Stops with the run, or for reasons of its own: the first counts. */
function stopWith(run: AbortSignal): Stop {
  const stop = new AbortController();
  const follow = () => stop.abort(run.reason);
  if (run.aborted) follow();
  run.addEventListener('abort', follow, { once: true });
  return {
    signal: stop.signal,
    now: (reason) =>
      stop.abort(reason instanceof Error ? reason : new HoldfastError('internal', { reason: String(reason) })),
    release: () => run.removeEventListener('abort', follow),
  };
}
