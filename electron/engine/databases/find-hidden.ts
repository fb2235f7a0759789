import { HoldfastError } from '#shared/errors.ts';
import { judgeFailure } from '../tools/postgres/judge-failure.ts';
import { resolveConnection } from '../tools/postgres/resolve-connection.ts';
import { checkRights } from './check-rights.ts';
import { connectServer, type ServerQuestion, whereOf } from './connect-server.ts';
import { type DumpScope, findExcluded } from './find-excluded.ts';
import { listTables } from './list-tables.ts';

interface Question {
  readonly source: DumpScope;
  readonly databases: readonly { readonly name: string }[];
  readonly ask: ServerQuestion;
}

/** A test answers soon, also where there are hundreds. */
const lookedAt = 50;

/**
 * What would keep the databases from being dumped by this role: tables that it may not read, or of which row security
 * would hide rows. A sentence for each such database.
 */
export async function findHidden({ source, databases, ask }: Question): Promise<string[]> {
  const problems: string[] = [];
  for (const { name } of databases.slice(0, lookedAt)) {
    const problem = await problemOf({ ...ask, database: name }, source);
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

async function problemOf(question: ServerQuestion, source: DumpScope): Promise<string | null> {
  const where = whereOf(resolveConnection(question));
  const client = await connectServer(question);
  try {
    const excluded = await findExcluded(client, source);
    await checkRights(client, { tables: await listTables(client, excluded), excluded, where });
    return null;
  } catch (error) {
    if (error instanceof HoldfastError) return error.message;
    throw judgeFailure(error, where);
  } finally {
    await client.end().catch(() => {});
  }
}
