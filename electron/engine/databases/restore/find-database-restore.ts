import fs from 'node:fs/promises';
import type { Run } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import { snapshotPaths } from '../../repository/layout.ts';
import { type Manifest, manifestSchema } from '../../repository/manifest.ts';
import { type PlannedSnapshot, withPlans } from '../../snapshots/resolve-snapshot.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { folderOf, type Where } from './resolve-order.ts';
import { type DatabaseRestoreJournal, readDatabaseJournal } from './restore-journal.ts';
import type { RestoredDatabase } from './restored-database.ts';

/** What is known of a restore of a database. */
export interface KnownRestore {
  readonly runId: string;
  /** Undefined where this home does not list it. */
  readonly run: Run | undefined;
  readonly plan: PlanRow;
  readonly restored: RestoredDatabase;
  readonly stage: DatabaseRestoreJournal['stage'];
  readonly startedAt: string;
  /** Of the dump that was restored. */
  readonly snapshotId: string;
  /** Name under which what was replaced may be on the server yet. */
  readonly kept: string | null;
  readonly safety: PlannedSnapshot | null;
  /** Under which server the safety snapshot holds it. */
  readonly safetySourceId: string | null;
  readonly undoneBy: string | null;
}

/**
 * A restore by the id of its run, or the beginning of it; where this home does not know it (another made it, or the home
 * was lost) by what its safety snapshot tells, also by that snapshot's id or name. Throws `run-not-found`, or `not-undoable` where it
 * touched nothing.
 */
export async function findDatabaseRestore(where: Where, reference: string): Promise<KnownRestore> {
  const { read } = where.catalogue;
  const run = await read.runs.find(reference);
  const journal = run?.kind === 'restore-database' ? readDatabaseJournal(where.home, run.id) : null;
  const [rows, plans] = await Promise.all([read.snapshots.list(), read.plans.list()]);
  const safeties = withPlans(
    rows.filter(({ kind }) => kind === 'safety'),
    plans,
  );
  if (journal) {
    const plan = plans.find((one) => one.plan.id === journal.planId);
    const safety = safeties.find(({ row }) => row.id === journal.safetySnapshotId) ?? null;
    if (!plan) throw new HoldfastError('plan-not-found', { plan: journal.planId });
    const manifest = safety && (await manifestOf(where, safety));
    return {
      ...{ runId: journal.runId, run, plan, restored: journal, stage: journal.stage, startedAt: journal.startedAt },
      ...{ snapshotId: journal.snapshotId, kept: keptOf(journal), safety, undoneBy: journal.undoneBy },
      safetySourceId: sourceOf(manifest),
    };
  }
  for (const safety of safeties) {
    const manifest = await manifestOf(where, safety);
    const restore = manifest?.restore;
    if (
      !manifest ||
      !restore?.database ||
      ![restore.runId, safety.row.id, safety.row.name].some((one) => one.startsWith(reference))
    )
      continue;
    return {
      ...{
        runId: restore.runId,
        run,
        plan: safety.plan,
        restored: restore.database,
        stage: 'done',
        startedAt: manifest.startedAt,
      },
      ...{ snapshotId: restore.snapshotId, kept: null, safety, safetySourceId: sourceOf(manifest), undoneBy: null },
    };
  }
  if (run?.kind !== 'restore-database') throw new HoldfastError('run-not-found', { run: reference });
  throw new HoldfastError('not-undoable', { run: run.id.slice(0, 8), reason: 'it touched nothing.' });
}

/** What was swapped back itself lay under another restore’s name before. */
const keptOf = ({ kept, mode }: DatabaseRestoreJournal): string | null =>
  mode === 'replace' || mode === 'remove' ? kept : null;

const sourceOf = (manifest: Manifest | null): string | null => manifest?.components.databases?.[0]?.sourceId ?? null;

async function manifestOf(where: Where, safety: PlannedSnapshot): Promise<Manifest | null> {
  try {
    const folder = await folderOf(where, safety);
    return manifestSchema.parse(JSON.parse(await fs.readFile(fsPath(snapshotPaths(folder).manifest), 'utf8')));
  } catch {
    return null;
  }
}
