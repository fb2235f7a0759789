import type {
  DatabaseRestoreMode,
  DatabaseRestorePreview,
  DatabaseRestoreTable,
} from '#shared/domain/database-restore.ts';
import type { CountedTable } from '../counts-file.ts';
import type { CountedNow } from './count-now.ts';
import type { DatabaseRestoreOrder } from './database-restore-order.ts';
import { findProblems, findRemarks, type ProblemsQuestion } from './find-problems.ts';
import type { Globals } from './read-globals.ts';
import { isPartial, modeOf, takenRelations } from './restore-choice.ts';

export interface PlanQuestion extends ProblemsQuestion {
  readonly snapshot: { readonly id: string; readonly name: string };
  /** Tables of the database that is there. */
  readonly now: readonly CountedNow[];
}

const mostTables = 5000;

/** What a restore would do, from all that is known of dump and target. Pure. */
export function planDatabaseRestore(question: PlanQuestion): DatabaseRestorePreview {
  const { order, dump, facts, snapshot } = question;
  const mode = modeOf(order, facts.there !== null);
  const tables = planTables(question, mode);
  const lost = tables.filter(({ becomes }) => becomes === 'lost' || becomes === 'replaced');
  const loses = mode === 'replace' || lost.length > 0;
  return {
    ...{ snapshotId: snapshot.id, snapshotName: snapshot.name, label: dump.dump.label, database: dump.dump.database },
    ...{ at: dump.dump.at, mode },
    target: {
      ...{ server: facts.server, serverVersion: facts.serverVersion, user: facts.user, database: order.target },
      ...{ bytes: facts.there?.bytes ?? null, owner: facts.there?.setup.owner ?? null },
    },
    totals: totalsOf(tables),
    tables: tables.slice(0, mostTables),
    sessions: [...facts.sessions],
    globals: isPartial(order) ? null : describeGlobals(question),
    problems: [...findProblems(question)],
    remarks: [...findRemarks(question)],
    consequence: loses ? describeLoss(order, mode, lost) : null,
    phrase: loses ? phraseOf(order, facts.server) : null,
  };
}

/** What has to be typed: what is replaced, and where. */
export const phraseOf = ({ target }: Pick<DatabaseRestoreOrder, 'target'>, server: string): string =>
  `replace ${target} on ${placeOf(server)}`;

/** Nobody ought to type the path of a socket. */
function placeOf(server: string): string {
  const port = /^\/.*\.s\.PGSQL\.(\d+)$/.exec(server)?.[1];
  if (port === undefined) return server;
  return port === '5432' ? 'this computer' : `this computer, port ${port}`;
}

/** By the rows of the dump and of what is there; partitioned tables have none of their own. */
function planTables(
  { order, dump, now, archive, chosen }: PlanQuestion,
  mode: DatabaseRestoreMode,
): DatabaseRestoreTable[] {
  const tables = new Map<string, { schema: string; name: string; now?: CountedNow; dump?: CountedTable }>();
  const keyOf = (schema: string, name: string): string => JSON.stringify([schema, name]);
  for (const table of now)
    tables.set(keyOf(table.schema, table.name), { schema: table.schema, name: table.name, now: table });
  const isTaken = takenRelations(order, archive.entries);
  const gone = new Set(chosen?.partitions.map(([schema, name]) => keyOf(schema, name)));
  for (const table of dump.counts.tables) {
    if (table.kind !== 'table' || !isTaken(table.schema, table.name)) continue;
    const known = tables.get(keyOf(table.schema, table.name));
    tables.set(keyOf(table.schema, table.name), { schema: table.schema, name: table.name, ...known, dump: table });
  }
  return [...tables.values()]
    .map(
      ({ schema, name, now: here, dump: there }): DatabaseRestoreTable => ({
        ...{ schema, name },
        now: here ? { rows: here.rows, estimated: here.estimated } : null,
        dump: there ? { rows: there.rows } : null,
        becomes: there
          ? here
            ? 'replaced'
            : 'new'
          : mode === 'within' && !gone.has(keyOf(schema, name))
            ? 'stays'
            : 'lost',
      }),
    )
    .sort((one, other) => compare(one.schema, other.schema) || compare(one.name, other.name));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function totalsOf(tables: readonly DatabaseRestoreTable[]): DatabaseRestorePreview['totals'] {
  const now = tables.flatMap((table) => table.now ?? []);
  const dump = tables.flatMap((table) => table.dump ?? []);
  return {
    now: {
      ...{ tables: now.length, rows: now.reduce((sum, { rows }) => sum + rows, 0) },
      estimated: now.some(({ estimated }) => estimated),
    },
    dump: { tables: dump.length, rows: dump.reduce((sum, { rows }) => sum + (rows ?? 0), 0) },
  };
}

function describeGlobals({ globals, facts }: PlanQuestion): DatabaseRestorePreview['globals'] {
  if (!globals) return null;
  const { roles, tablespaces }: Globals = globals;
  return {
    roles: roles.map(({ name }) => ({ name, there: facts.roles.has(name) })),
    tablespaces: tablespaces.map(({ name, location }) => ({ name, location, there: facts.tablespaces.has(name) })),
  };
}

/** What there is no way back to but the safety dump. */
function describeLoss(
  { target, safety }: DatabaseRestoreOrder,
  mode: DatabaseRestoreMode,
  lost: readonly DatabaseRestoreTable[],
): string {
  const rows = lost.reduce((sum, table) => sum + (table.now?.rows ?? 0), 0);
  const about = lost.some((table) => table.now?.estimated) ? 'about ' : '';
  const amount = `${lost.length} ${lost.length === 1 ? 'table' : 'tables'} with ${about}${rows} ${rows === 1 ? 'row' : 'rows'}`;
  const what =
    mode === 'within' ? `${amount} of the database ${target}` : `All that the database ${target} holds (${amount})`;
  const verb = mode === 'within' ? (lost.length === 1 ? 'is' : 'are') : 'is';
  const kept = safety ? 'what was there is kept as a safety dump for 30 days' : 'nothing of it is kept';
  return `${what} ${verb} replaced by the dump; ${kept}.`;
}
