import type { DatabaseRestoreResult } from '#shared/domain/database-restore.ts';
import type { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import type { DatabaseUndo } from './database-restore-order.ts';
import type { SafetyPlace } from './keep-replaced.ts';
import { noteInDatabaseJournal, writeDatabaseJournal } from './restore-journal.ts';
import type { TargetWork } from './restore-work.ts';
import type { RestoredDatabase } from './restored-database.ts';

export interface Scope<Work extends TargetWork> {
  readonly work: Work;
  readonly plan: PlanRow;
  /** Where what is replaced is kept; null: nothing is, or it is not to be kept. */
  readonly place: SafetyPlace | null;
  readonly passwordName: string | null;
  readonly undo: DatabaseUndo | null;
}

export type Outcome = Pick<
  DatabaseRestoreResult,
  'mode' | 'tables' | 'rows' | 'bytes' | 'checks' | 'safetySnapshotId'
> & {
  /** It was done, and yet something is left that somebody has to see to. */
  readonly failure: HoldfastError | null;
};

export const nothing = { tables: 0, rows: 0, bytes: 0, checks: { passed: 0, total: 0 } };

type Described = Pick<RestoredDatabase, 'mode' | 'created'>;

export const describeRestored = (
  { work: { order } }: Scope<TargetWork>,
  { mode, created }: Described,
): RestoredDatabase => ({
  ...{ mode, connection: order.connection, targetSourceId: order.targetSourceId, target: order.target },
  ...{ schemas: [...order.schemas], tables: [...order.tables], created: [...created] },
});

/** Nothing is done before its journal is on disk. */
export function beginRestore(scope: Scope<TargetWork>, described: Described): void {
  const { work, plan, passwordName, undo } = scope;
  const { context, order, names } = work;
  writeDatabaseJournal(context.home, {
    ...describeRestored(scope, described),
    ...{
      format: 1,
      runId: context.runId,
      planId: plan.plan.id,
      snapshotId: order.snapshotId,
      startedAt: context.startedAt,
    },
    ...{ stage: 'making', made: names.made, kept: names.kept, passwordName, swept: false },
    ...{ safetySnapshotId: null, undoOf: undo?.runId ?? null, undoneBy: null },
  });
}

export function noteRestore(
  { work: { context } }: Scope<TargetWork>,
  changes: Parameters<typeof noteInDatabaseJournal>[2],
): void {
  noteInDatabaseJournal(context.home, context.runId, changes);
}

export function endRestore(
  scope: Scope<TargetWork>,
  safetySnapshotId: string | null,
): Pick<Outcome, 'safetySnapshotId' | 'failure'> {
  noteRestore(scope, { stage: 'done', safetySnapshotId, swept: true });
  return { safetySnapshotId, failure: null };
}
