import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { HoldfastError } from '#shared/errors.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { buildRestoreArgs } from '../../tools/postgres/build-restore-args.ts';
import { installPostgres, listPostgres } from '../../tools/postgres/find-postgres.ts';
import { parseRestoreFaults, type RestoreFault } from '../../tools/postgres/parse-restore-faults.ts';
import { withPassFile } from '../../tools/postgres/with-pass-file.ts';
import { type ProgramResult, runProgram } from '../../tools/run-program.ts';
import { makeAlike } from './make-alike.ts';
import { createSchemaReader, type DumpedSchema } from './read-schema.ts';
import { type TestPlace, withClient } from './test-place.ts';

export interface RestoreQuestion {
  readonly context: RunContext;
  readonly place: TestPlace;
  /** Absolute path of the dump: a file, or a folder in directory format. */
  readonly archive: string;
  /** Of the database when it was dumped, for the progress. */
  readonly databaseBytes: number;
  /** Major version of the server that was dumped. */
  readonly major: number;
}

export interface RestoredDump {
  /** Its name in the test's place; null: not even that could be made of the dump. */
  readonly database: string | null;
  readonly faults: readonly RestoreFault[];
  readonly remarks: readonly string[];
}

/**
 * Restores a whole dump into a new database of the place, on several connections, and goes on after errors so that all of
 * them are known. In a scratch server everything gets its owner and its grants: the roles are made before. Throws
 * `client-missing`, `client-too-old`, `test-restore-impossible` where the place is to blame, or the signal's reason.
 */
export async function restoreDump(question: RestoreQuestion): Promise<RestoredDump> {
  const { context, place, archive } = question;
  const read = await readSchema(question);
  if ('faults' in read) return { database: null, faults: read.faults, remarks: [] };
  const { program, schema } = read;
  const { database, remarks } = await makeAlike(place, schema);
  const own = place.where === 'scratch-server';
  if (own) await makeRoles(place, schema.roles);
  const options = { archive, database, sections: [], jobs: place.jobs, exitOnError: false, list: null };
  const args = buildRestoreArgs({ ...options, owners: own, grants: own, tablespaces: false });
  const said: string[] = [];
  const watch = watchGrowth(question, database);
  try {
    const result = await withPassFile({ ...place, database }, (env) =>
      runProgram({
        ...{ program, env, signal: context.signal },
        args: [
          '--verbose',
          '--no-subscriptions',
          '--no-security-labels',
          ...(own ? [] : ['--no-publications']),
          ...args,
        ],
        onErrorLine: (bytes) => {
          const line = bytes.toString('utf8');
          const table = /^pg_restore: processing data for table "(.*)"$/.exec(line)?.[1];
          if (table !== undefined) context.progress.advance({}, table);
          else if (isOfFailure(line) && said.length < keptLines) said.push(line);
        },
      }),
    );
    context.signal.throwIfAborted();
    return { database, remarks, faults: faultsOf(result, said.join('\n')) };
  } finally {
    await watch.end();
  }
}

const keptLines = 20_000;

/** Only when it says what it does, it says at which object it failed. */
const isOfFailure = (line: string): boolean =>
  !line.startsWith('pg_restore: ') || /^pg_restore: (?:error|warning|(?:from|in) TOC entry)/.test(line);

interface ReadDump {
  /** Absolute path of the pg_restore that can read it. */
  readonly program: string;
  readonly schema: DumpedSchema;
}

/** By the oldest pg_restore that fits the server and can read what a newer pg_dump may have written. */
async function readSchema({
  context,
  archive,
  major,
}: RestoreQuestion): Promise<ReadDump | { readonly faults: readonly RestoreFault[] }> {
  const programs = (await listPostgres('pg_restore')).filter((one) => one.major >= major);
  const install = () => installPostgres('pg_restore', major);
  if (programs.length === 0) {
    throw new HoldfastError('client-missing', {
      program: 'pg_restore',
      major,
      server: 'the dump',
      install: await install(),
    });
  }
  for (const { path } of programs) {
    const reader = createSchemaReader();
    const result = await runProgram({
      program: path,
      args: ['--create', '--schema-only', '--no-tablespaces', '--file=-', archive],
      signal: context.signal,
      onLine: (line) => reader.line(line.toString('utf8')),
    });
    context.signal.throwIfAborted();
    if (result.exitCode === 0) return { program: path, schema: reader.schema() };
    if (!/unsupported version/.test(result.stderr)) return { faults: faultsOf(result, result.stderr) };
  }
  const version = programs.at(-1)?.version ?? '';
  throw new HoldfastError('client-too-old', {
    program: 'pg_restore',
    version,
    major: major + 1,
    install: await install(),
  });
}

/** They may log in nowhere. Some objects want an owner with all rights. */
async function makeRoles(place: TestPlace, roles: ReadonlySet<string>): Promise<void> {
  await withClient(place, async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT rolname AS name FROM pg_catalog.pg_roles');
    const known = new Set(rows.map(({ name }) => name));
    for (const role of roles) {
      // A system role of a newer server can't be made; what is granted to it is remarked.
      if (!known.has(role) && !role.startsWith('pg_')) {
        await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} SUPERUSER NOLOGIN`);
      }
    }
  });
}

/** What is to be blamed on where it was restored, rather than on the dump. */
const impossible =
  /No space left on device|out of memory|out of shared memory|terminating connection|closed the connection unexpectedly|connection to server .* failed|could not write to file/;

function faultsOf({ exitCode }: ProgramResult, stderr: string): readonly RestoreFault[] {
  const faults = parseRestoreFaults(stderr);
  const blamed = faults.find(({ message }) => impossible.test(message));
  if (blamed) throw new HoldfastError('test-restore-impossible', { database: 'The dump', reason: blamed.message });
  if (exitCode === 0 || faults.length > 0) return faults;
  const said = stderr.trim().split('\n').slice(-2).join(' ') || 'it said nothing';
  return [{ object: null, message: `pg_restore ended with ${exitCode}: ${said}`, detail: null, command: null }];
}

const lookMs = 1000;

/** Progress by the size of what is being made: pg_restore itself does not tell. */
function watchGrowth({ context, place, databaseBytes }: RestoreQuestion, database: string): { end(): Promise<void> } {
  const ending = new AbortController();
  const look = async (): Promise<void> => {
    let known = 0;
    await withClient(place, async (client) => {
      while (!ending.signal.aborted) {
        const { rows } = await client.query<{ bytes: string }>(
          'SELECT pg_catalog.pg_database_size($1::pg_catalog.name) AS bytes',
          [database],
        );
        const bytes = Math.min(databaseBytes, Number(rows[0]?.bytes ?? 0));
        context.progress.advance({ bytes: Math.max(0, bytes - known) });
        known = Math.max(known, bytes);
        await delay(lookMs, undefined, { signal: ending.signal }).catch(() => {});
      }
    });
  };
  // Whatever keeps the progress from being told keeps the restore itself, which says why.
  const looking = look().catch(() => {});
  return {
    end: async () => {
      ending.abort();
      await looking;
    },
  };
}
