import { asHoldfastError, HoldfastError } from '#shared/errors.ts';
import { concernsVolume, destinationError } from '../repository/destination-error.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { requireClient } from '../tools/postgres/find-postgres.ts';
import { judgeFailure, type Where } from '../tools/postgres/judge-failure.ts';
import { resolveConnection } from '../tools/postgres/resolve-connection.ts';
import { forgetEmptied, mayBeEmptied } from './accept-emptied.ts';
import { connectServer, whereOf } from './connect-server.ts';
import { dumpDatabase } from './dump-database.ts';
import { dumpFileNames } from './dump-file-names.ts';
import { dumpGlobals } from './dump-globals.ts';
import type { DumpedDatabase, DumpedGlobals, DumpedSource, DumpRequest } from './dumped-database.ts';
import { dumpSessionName } from './guard-database.ts';
import { type ListedDatabase, listDatabases, missingNames } from './list-databases.ts';

/**
 * Dumps the chosen databases of a server one after the other, then its roles and tablespaces. What fails is told, and the
 * rest goes on. Throws only when the run is cancelled.
 */
export async function dumpSource(request: DumpRequest): Promise<DumpedSource> {
  const failures: { database: string | null; error: HoldfastError }[] = [];
  const attempt = async <Result>(database: string | null, act: () => Promise<Result>): Promise<Result | null> => {
    try {
      return await act();
    } catch (thrown) {
      request.context.signal.throwIfAborted();
      const error = concernsVolume(thrown, request.target)
        ? destinationError(thrown, request.target)
        : asHoldfastError(thrown);
      request.context.log(`${request.source.label}${database === null ? '' : `, ${database}`}: ${detailOf(error)}`);
      failures.push({ database, error });
      return null;
    }
  };
  const server = await attempt(null, () => lookAt(request));
  if (!server) return { dumps: [], failures };
  for (const database of server.missing) {
    failures.push({ database, error: new HoldfastError('database-not-found', { ...server.where, database }) });
  }
  const programs = await attempt(null, () => prepare(request, server));
  if (!programs) return { dumps: [], failures };
  const accepted = request.acceptEmpty ?? mayBeEmptied(request.context, request.source);
  const dumps: DumpedDatabase[] = [];
  for (const database of server.chosen) {
    const dumped = await attempt(database.name, () => dumpOne(request, { server, programs, database, accepted }));
    if (dumped) dumps.push(dumped);
  }
  if (accepted && dumps.length === server.chosen.length) forgetEmptied(request.context, request.source);
  return { dumps, globals: await globalsOf(request, server, attempt), failures };
}

/** For the log: the server's or the program's own words are in the cause. */
function detailOf(error: HoldfastError): string {
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? `${error.message} [${cause.message}]` : error.message;
}

interface Server {
  readonly where: Where;
  readonly major: number;
  readonly chosen: readonly ListedDatabase[];
  /** Names that were asked for. */
  readonly missing: readonly string[];
}

async function lookAt({ context, source, password }: DumpRequest): Promise<Server> {
  const { connection } = source;
  const where = whereOf(resolveConnection({ connection, password }));
  const client = await connectServer({
    ...{ connection, password, signal: context.signal, applicationName: dumpSessionName(context.runId) },
  });
  try {
    const { rows } = await client.query<{ version: string }>(
      `SELECT pg_catalog.current_setting('server_version_num') AS version`,
    );
    const listed = await listDatabases(client, source);
    return {
      where,
      major: Math.floor(Number(rows[0]?.version) / 10_000),
      chosen: listed.filter(({ chosen }) => chosen),
      missing: missingNames(source, listed),
    };
  } catch (error) {
    throw judgeFailure(error, where);
  } finally {
    await client.end().catch(() => {});
  }
}

async function prepare({ target }: DumpRequest, { major, where }: Server) {
  makeFolder(target);
  const wanted = { serverMajor: major, server: where.server };
  return {
    pgDump: await requireClient('pg_dump', wanted),
    pgRestore: await requireClient('pg_restore', wanted),
  };
}

interface One {
  readonly server: Server;
  readonly programs: Awaited<ReturnType<typeof prepare>>;
  readonly database: ListedDatabase;
  /** It may be without tables, however many there were. */
  readonly accepted: boolean;
}

function dumpOne(request: DumpRequest, { server, programs, database, accepted }: One): Promise<DumpedDatabase> {
  const { context, source } = request;
  const [last] = accepted ? [] : context.catalogue.dumps.find({ source: source.id, database: database.name });
  const names = dumpFileNames(server.chosen.map(({ name }) => name));
  return dumpDatabase({
    ...request,
    ...{ database, programs, serverMajor: server.major, fileName: names.get(database.name) ?? '' },
    where: { ...server.where, database: database.name },
    tablesBefore: last?.dump.tables ?? null,
  });
}

type Attempt = <Result>(database: string | null, act: () => Promise<Result>) => Promise<Result | null>;

const globalsOf = (request: DumpRequest, { where, major }: Server, attempt: Attempt): Promise<DumpedGlobals | null> =>
  request.source.globals === 'none'
    ? Promise.resolve(null)
    : attempt(null, () => dumpGlobals(request, { serverMajor: major, where }));
