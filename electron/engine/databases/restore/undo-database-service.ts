import type { DatabaseRestorePreview, DatabaseRestoreTable } from '#shared/domain/database-restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createSecretStore, databaseSecret } from '../../secrets/secret-store.ts';
import type { Service } from '../../services.ts';
import type { PlannedSnapshot } from '../../snapshots/resolve-snapshot.ts';
import type { CountedNow } from './count-now.ts';
import type { DatabaseRestoreOrder, DatabaseUndo } from './database-restore-order.ts';
import type { RestoreServiceParts } from './database-restore-service.ts';
import { findDatabaseRestore, type KnownRestore } from './find-database-restore.ts';
import { hasDatabase, lookAtTarget, type TargetFacts } from './look-at-target.ts';
import { phraseOf } from './plan-database-restore.ts';
import { countIn, countingMs, keepPassword, makePreview, plannedOf, requireReady } from './preview-restore.ts';
import { folderOf } from './resolve-order.ts';

type UndoService = Pick<Service<'databases'>, 'undoRestorePreview' | 'undoRestore'>;

interface Undoing {
  readonly known: KnownRestore;
  readonly order: DatabaseRestoreOrder;
  readonly undo: DatabaseUndo;
  /** The safety snapshot; null: it is not needed. */
  readonly safety: PlannedSnapshot | null;
  readonly facts: TargetFacts;
  readonly password: string | null;
  readonly passwordName: string | null;
}

interface Asked {
  readonly restore: string;
  readonly password?: string | undefined;
  readonly endSessions: boolean;
}

/** Takes restores of databases back, also those that were cut off; an undo is a restore, and can be undone. */
export function createUndoDatabaseService(dependencies: RestoreServiceParts): UndoService {
  return {
    undoRestorePreview: async (asked, signal) =>
      preview(dependencies, await prepareUndo(dependencies, asked), { budgetMs: countingMs, signal }),
    undoRestore: async ({ confirm, ...asked }, signal) => {
      const undoing = await prepareUndo(dependencies, asked);
      const found = await preview(dependencies, undoing, { budgetMs: confirm === undefined ? countingMs : 0, signal });
      requireReady(found, confirm);
      const { known, order, undo } = undoing;
      return {
        runId: await dependencies.runs.start({
          job: {
            ...{ kind: 'restore-database', ...order, planId: known.plan.plan.id, undo },
            passwordName: await keepPassword(dependencies.home, undoing),
          },
          ...{ planId: known.plan.plan.id, planName: known.plan.plan.name, snapshotId: undoing.safety?.row.id ?? null },
          subject: `${order.target} on ${found.target.server}, back to before`,
          audited: { action: 'database-restore-undo', planned: plannedOf(found) },
        }),
      };
    },
  };
}

async function prepareUndo(dependencies: RestoreServiceParts, asked: Asked): Promise<Undoing> {
  const known = await findDatabaseRestore(dependencies, asked.restore);
  const { restored, run } = known;
  const { connection, target, targetSourceId } = restored;
  const passwordName = asked.password === undefined && targetSourceId !== null ? databaseSecret(targetSourceId) : null;
  const password =
    asked.password ?? (passwordName === null ? null : await createSecretStore(dependencies.home).get(passwordName));
  if (run?.outcome === null) throw notUndoable(known, 'it is going on.');
  if (known.undoneBy !== null) throw notUndoable(known, `it was taken back by the run ${known.undoneBy.slice(0, 8)}.`);
  const question = { connection, password, database: target };
  const facts = await lookAtTarget(question);
  const isKept = known.kept !== null && (await hasDatabase(question, known.kept));
  const way = wayOf(known, isKept);
  const safety = way === 'dump' ? known.safety : null;
  if (safety) await dependencies.finder.requireRepository(safety);
  const isWithin = restored.mode === 'within';
  return {
    ...{ known, facts, password, passwordName, safety },
    undo: {
      runId: known.runId,
      way,
      kept: way === 'swap-back' ? known.kept : null,
      drop: isWithin ? restored.created : [],
    },
    order: {
      ...{
        snapshotId: safety?.row.id ?? known.snapshotId,
        sourceId: known.safetySourceId ?? crypto.randomUUID(),
        database: target,
      },
      ...{ connection, target, targetSourceId, create: restored.mode === 'remove', mapOwners: {}, owners: 'keep' },
      ...{ schemas: isWithin ? restored.schemas : [], tables: isWithin ? restored.tables : [] },
      ...{ globals: false, endSessions: asked.endSessions, safety: true },
    },
  };
}

/** Throws `not-undoable`. */
function wayOf(known: KnownRestore, isKept: boolean): DatabaseUndo['way'] {
  const { restored, safety } = known;
  if (isKept && safety === null) return 'swap-back';
  if (restored.mode === 'create') {
    if (known.stage === 'making') throw notUndoable(known, 'it was cut off before it made anything that is left.');
    return 'remove';
  }
  if (safety && !safety.row.missing) return 'dump';
  if (known.stage === 'making' || known.stage === 'swapping')
    throw notUndoable(known, 'it was cut off before it replaced anything.');
  throw notUndoable(known, safety ? 'its safety snapshot has been deleted.' : 'what it replaced was not kept.');
}

const notUndoable = ({ runId }: KnownRestore, reason: string): HoldfastError =>
  new HoldfastError('not-undoable', { run: runId.slice(0, 8), reason });

type Budget = { readonly budgetMs: number; readonly signal: AbortSignal | undefined };

async function preview(
  dependencies: RestoreServiceParts,
  undoing: Undoing,
  budget: Budget,
): Promise<DatabaseRestorePreview> {
  const { order, safety, password, passwordName, undo } = undoing;
  if (safety) {
    const folder = await folderOf(dependencies, safety);
    return makePreview(
      { order, found: safety, folder, password, passwordName },
      { ...budget, drops: undo.drop.length > 0 },
    );
  }
  const now = undoing.facts.there ? await countIn(undoing, order.target, budget) : [];
  const before = undo.kept === null ? [] : await countIn(undoing, undo.kept, budget);
  return withoutDump(undoing, now, before);
}

/** What becomes of a database that was made, or whose forerunner is on the server yet. */
function withoutDump(
  { known, order, facts, undo }: Undoing,
  now: readonly CountedNow[],
  before: readonly CountedNow[],
): DatabaseRestorePreview {
  const rows = now.reduce((sum, table) => sum + table.rows, 0);
  const estimated = now.some((table) => table.estimated);
  const becomes = undo.way === 'remove' ? 'removed' : 'replaced by what it held before the restore';
  return {
    ...{
      snapshotId: known.snapshotId,
      snapshotName: '',
      label: '',
      database: order.target,
      at: known.startedAt,
      mode: 'replace',
    },
    target: {
      ...{ server: facts.server, serverVersion: facts.serverVersion, user: facts.user, database: order.target },
      ...{ bytes: facts.there?.bytes ?? null, owner: facts.there?.setup.owner ?? null },
    },
    totals: {
      now: { tables: now.length, rows, estimated },
      dump: { tables: before.length, rows: before.reduce((sum, table) => sum + table.rows, 0) },
    },
    tables: tablesOf(now, before),
    ...{ sessions: [...facts.sessions], globals: null, remarks: [] },
    problems:
      facts.there || undo.way === 'swap-back'
        ? []
        : [`There is no database ${order.target} on ${facts.server} any more.`],
    consequence: `All that the database ${order.target} holds (${now.length} ${now.length === 1 ? 'table' : 'tables'} with ${estimated ? 'about ' : ''}${rows} ${rows === 1 ? 'row' : 'rows'}) is ${becomes}; what was there is kept as a safety dump for 30 days.`,
    phrase: undo.way === 'remove' ? `remove ${order.target} from ${facts.server}` : phraseOf(order, facts.server),
  };
}

function tablesOf(now: readonly CountedNow[], before: readonly CountedNow[]): DatabaseRestoreTable[] {
  const keyOf = ({ schema, name }: CountedNow): string => JSON.stringify([schema, name]);
  const earlier = new Map(before.map((table) => [keyOf(table), table]));
  const here = new Set(now.map(keyOf));
  return [
    ...now.map((table): DatabaseRestoreTable => {
      const { schema, name, rows, estimated } = table;
      const back = earlier.get(keyOf(table));
      return {
        schema,
        name,
        now: { rows, estimated },
        dump: back ? { rows: back.rows } : null,
        becomes: back ? 'replaced' : 'lost',
      };
    }),
    ...before
      .filter((table) => !here.has(keyOf(table)))
      .map(
        ({ schema, name, rows }): DatabaseRestoreTable => ({ schema, name, now: null, dump: { rows }, becomes: 'new' }),
      ),
  ];
}
