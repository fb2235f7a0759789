import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSource } from '#shared/domain/database.ts';
import type { BackedUpDatabase } from '#shared/domain/run.ts';
import { asHoldfastError, HoldfastError } from '#shared/errors.ts';
import type {
  DumpedDatabase,
  DumpedFile,
  DumpedGlobals,
  DumpedSource,
  DumpSource,
} from '../databases/dumped-database.ts';
import { nameServer } from '../databases/name-server.ts';
import { concernsVolume, destinationError } from '../repository/destination-error.ts';
import type { SnapshotPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';
import { createSecretStore, databaseSecret } from '../secrets/secret-store.ts';
import { fsPath } from '../tools/fs-path.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { readNames } from '../tools/read-names.ts';
import { removeTree } from '../tools/remove-tree.ts';

export interface FailedDatabase {
  readonly label: string;
  /** Null for what concerns the server as a whole. */
  readonly database: string | null;
  readonly error: HoldfastError;
}

/** What a run dumped. */
export interface DumpedDatabases {
  readonly dumps: readonly DumpedDatabase[];
  readonly globals: readonly DumpedGlobals[];
  readonly failures: readonly FailedDatabase[];
}

interface DumpsRequest {
  readonly context: RunContext;
  readonly sources: readonly DatabaseSource[];
  /** Snapshot that is being made. */
  readonly target: SnapshotPaths;
  readonly dump: DumpSource;
}

/**
 * Dumps the databases of a plan, server by server, into the snapshot that is being made. What fails is warned of and told,
 * and the others go on. Throws when cancelled.
 */
export async function dumpDatabases({ context, sources, target, dump }: DumpsRequest): Promise<DumpedDatabases> {
  if (sources.length === 0) return noDatabases;
  context.progress.enter('dumping');
  makeFolder(target.databases);
  const all: { source: DatabaseSource; dumped: DumpedSource }[] = [];
  for (const source of sources) {
    context.signal.throwIfAborted();
    all.push({ source, dumped: await dumpOne({ context, target, dump }, source) });
  }
  removeEmpty([...sources.map(({ label }) => path.join(target.databases, label)), target.databases]);
  const failures = all.flatMap(({ source, dumped }) => failuresOf(source, dumped));
  for (const failure of failures) warn(context, failure);
  return {
    dumps: all.flatMap(({ dumped }) => dumped.dumps),
    globals: all.flatMap(({ dumped }) => dumped.globals ?? []),
    failures,
  };
}

/** Where nothing was dumped nothing is to be found. */
function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    if (fs.existsSync(fsPath(folder)) && readNames(folder).length === 0) fs.rmdirSync(fsPath(folder));
  }
}

/** Whatever happens to one server is told, and is no reason to leave out the rest of the backup. */
async function dumpOne(
  { context, target, dump }: Omit<DumpsRequest, 'sources'>,
  source: DatabaseSource,
): Promise<DumpedSource> {
  const folder = path.join(target.databases, source.label);
  try {
    const password = await createSecretStore(context.home).get(databaseSecret(source.id));
    return await dump({ context, source, password, target: folder, keepFreeBytes: context.keepFreeBytes });
  } catch (thrown) {
    context.signal.throwIfAborted();
    const error = concernsVolume(thrown, folder) ? destinationError(thrown, folder) : asHoldfastError(thrown);
    if (error.code === 'internal')
      context.log(thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown));
    removeTree(folder);
    return { dumps: [], failures: [{ database: null, error }] };
  }
}

const noDatabases: DumpedDatabases = { dumps: [], globals: [], failures: [] };

/** A server of which nothing was dumped, and that for no reason, holds nothing of what the plan wants. */
function failuresOf({ label, include }: DatabaseSource, { dumps, failures }: DumpedSource): FailedDatabase[] {
  if (dumps.length === 0 && failures.length === 0) {
    const error = new HoldfastError('no-database-chosen', { label, include });
    return [{ label, database: null, error }];
  }
  return failures.map(({ database, error }) => ({ label, database, error: nameServer(error, label) }));
}

function warn({ warn: tell }: RunContext, { label, database, error }: FailedDatabase): void {
  const name = database === null ? label : `${label}/${database}`;
  const what = database === null ? `The server “${label}”` : `The database “${database}” of “${label}”`;
  tell({ code: 'database-failed', path: `databases/${name}`, message: `${what} was not backed up: ${error.message}` });
}

/** All files of all dumps. */
export const filesOf = ({ dumps, globals }: Pick<DumpedDatabases, 'dumps' | 'globals'>): DumpedFile[] =>
  [...dumps, ...globals].flatMap(({ files }) => files);

/** What the run's result says of it: those dumped, then those that failed. */
export function tellDatabases({ dumps, failures }: DumpedDatabases): BackedUpDatabase[] {
  return [
    ...dumps.map(({ label, database, bytes, tables, rows, durationMs }) => ({
      ...{ label, database, bytes, tables, rows, durationMs },
      error: null,
    })),
    ...failures.map(({ label, database, error: { code, message } }) => ({
      ...{ label, database, bytes: 0, tables: 0, rows: 0, durationMs: 0 },
      error: { code, message },
    })),
  ];
}
