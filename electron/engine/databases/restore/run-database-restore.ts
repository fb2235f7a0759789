import type { DatabaseRestoreResult } from '#shared/domain/database-restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import type { RunContext } from '../../runs/run-context.ts';
import type { JobOf, RunReport } from '../../runs/run-job.ts';
import { createSecretStore } from '../../secrets/secret-store.ts';
import { placeOfSnapshot } from '../../snapshots/place-of-snapshot.ts';
import { holdSnapshot } from '../../snapshots/snapshot-hold.ts';
import { carryOutBeside, removeDatabase, swapBack } from './carry-out.ts';
import { carryOutWithin } from './carry-out-within.ts';
import { findProblems } from './find-problems.ts';
import { openSafetyPlace, type SafetyPlace } from './keep-replaced.ts';
import { lookAtTarget } from './look-at-target.ts';
import { makeGlobals } from './make-globals.ts';
import { namesBeside } from './names-beside.ts';
import { prepareRestore, snapshotFolder } from './prepare-restore.ts';
import { proveDump } from './prove-dump.ts';
import { modeOf } from './restore-choice.ts';
import { noteInDatabaseJournal, readDatabaseJournal } from './restore-journal.ts';
import type { RestoreWork, TargetWork } from './restore-work.ts';
import { isRunPassword } from './run-password.ts';

type Job = JobOf<'restore-database'>;

/**
 * Restores a dumped database, or takes such a restore back. Until all is proved nothing that is there is touched: the
 * dump's files by their sums, what came out of it by what was counted. `carry-out.ts` tells in which order.
 */
export async function runDatabaseRestore(job: Job, context: RunContext): Promise<RunReport> {
  const secrets = createSecretStore(context.home);
  const password = job.passwordName === null ? null : await secrets.get(job.passwordName);
  const plan = placeOfSnapshot(context.catalogue, job.planId, job.snapshotId);
  if (!plan) throw new HoldfastError('plan-not-found', { plan: job.planId });
  try {
    const report = await (job.undo === null || job.undo.way === 'dump'
      ? restoreDump(job, { context, plan, password })
      : takeBack(job, { context, plan, password }));
    if (job.undo) noteInDatabaseJournal(context.home, job.undo.runId, { undoneBy: context.runId });
    return report;
  } finally {
    // What is left on the server is removed with it later.
    if (isRunPassword(job.passwordName) && isSettled(context)) secrets.remove(job.passwordName);
  }
}

const isSettled = ({ home, runId }: RunContext): boolean => readDatabaseJournal(home, runId)?.swept !== false;

interface Means {
  readonly context: RunContext;
  readonly plan: PlanRow;
  readonly password: string | null;
}

async function restoreDump(order: Job, { context, plan, password }: Means): Promise<RunReport> {
  const hold = holdSnapshot(context.home, order.snapshotId);
  let place: SafetyPlace | null = null;
  try {
    const { folder } = snapshotFolder(context, plan, order.snapshotId);
    const prepared = await prepareRestore({
      ...{ order, password, folder, signal: context.signal },
      prove: ({ dump, globals }) =>
        proveDump(context, { folder, files: [...dump.files, ...(order.globals ? (globals?.files ?? []) : [])] }),
    });
    const drops = order.undo?.drop ?? [];
    const problems = findProblems({ ...prepared, order, dump: prepared.open, drops: drops.length > 0 });
    if (problems.length > 0) throw new HoldfastError('restore-blocked', { problems });
    const names = namesBeside(order.target, context.runId);
    const work: RestoreWork = { ...prepared, context, order, password, names };
    const mode = modeOf(order, prepared.facts.there !== null);
    if (mode !== 'create' && order.safety) place = openSafetyPlace(work, plan);
    const made = await makeGlobals(work);
    const ready = made.length === 0 ? work : { ...work, facts: await lookAgain(work) };
    const scope = { work: ready, plan, place, passwordName: order.passwordName, undo: order.undo };
    const done = mode === 'within' ? await carryOutWithin(scope) : await carryOutBeside(scope, mode);
    return reportOf(ready, { ...done, madeGlobals: [...made], undoOf: order.undo?.runId ?? null });
  } finally {
    place?.lock.release();
    hold.release();
  }
}

async function takeBack(order: Job, { context, plan, password }: Means): Promise<RunReport> {
  const { undo } = order;
  if (!undo) throw new Error('nothing to take back');
  const facts = await lookAtTarget({
    connection: order.connection,
    password,
    database: order.target,
    signal: context.signal,
  });
  if (!facts.there && undo.way === 'remove') {
    throw new HoldfastError('restore-blocked', {
      problems: [`There is no database ${order.target} on ${facts.server} any more.`],
    });
  }
  const work: TargetWork = { context, order, password, facts, names: namesBeside(order.target, context.runId) };
  const place = order.safety ? openSafetyPlace(work, plan) : null;
  try {
    const scope = { work, plan, place, passwordName: order.passwordName, undo };
    const done = undo.way === 'swap-back' ? await swapBack(scope) : await removeDatabase(scope);
    return reportOf(work, { ...done, madeGlobals: [], undoOf: undo.runId });
  } finally {
    place?.lock.release();
  }
}

const lookAgain = ({ context, order, password }: RestoreWork) =>
  lookAtTarget({ connection: order.connection, password, database: order.target, signal: context.signal });

interface Done
  extends Pick<
    DatabaseRestoreResult,
    'mode' | 'tables' | 'rows' | 'bytes' | 'checks' | 'safetySnapshotId' | 'madeGlobals' | 'undoOf'
  > {
  readonly failure: HoldfastError | null;
}

const reportOf = ({ facts, order }: TargetWork, { failure, ...done }: Done): RunReport => ({
  result: { kind: 'restore-database', server: facts.server, database: order.target, ...done },
  ...(failure && { failure }),
});
