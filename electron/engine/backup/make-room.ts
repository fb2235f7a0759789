import fs from 'node:fs';
import path from 'node:path';
import type { Warning } from '#shared/domain/warning.ts';
import { HoldfastError } from '#shared/errors.ts';
import { formatKeep } from '#shared/format-keep.ts';
import { auditEntry, recordAudit } from '../audit/record-audit.ts';
import { judgePlan } from '../retention/judge-plan.ts';
import type { RunContext } from '../runs/run-context.ts';
import { runFiles } from '../runs/run-files.ts';
import type { RunReport } from '../runs/run-job.ts';
import { deleteHeld } from '../snapshots/run-delete.ts';
import { fsPath } from '../tools/fs-path.ts';
import { removeTree } from '../tools/remove-tree.ts';
import type { DumpedDatabases } from './dump-databases.ts';
import type { Held } from './open-scope.ts';
import { removeWorksheet } from './worksheet.ts';

/**
 * Does the work; where room runs out and the plan wants that, what its policy lets go of goes first, and the work is tried
 * once more. Nothing else ever goes, and nothing at all while retention is frozen. Rejects as the work does.
 */
export async function withRoom(held: Held, work: (held: Held) => Promise<RunReport>): Promise<RunReport> {
  if (held.row.plan.drive.whenFull === 'warn') return work(held);
  const first = holdWarnings(held.context);
  try {
    const report = await work({ ...held, context: first.context, stopWhenFull: true });
    first.release();
    return report;
  } catch (error) {
    const pruned = isFull(error) && !held.context.signal.aborted ? await prune(held) : 0;
    if (pruned === 0) {
      first.release();
      throw error;
    }
    setAside(held);
    return await again(held, pruned, work);
  }
}

/** Without room for them databases fail one by one, and the rest goes on: not where there may be a second try. */
export function refuseFull({ stopWhenFull }: Held, { failures }: DumpedDatabases): void {
  const full = failures.find(({ error }) => isFull(error));
  if (stopWhenFull && full) throw full.error;
}

const isFull = (error: unknown): error is HoldfastError =>
  error instanceof HoldfastError && error.code === 'destination-full';

async function again(held: Held, pruned: number, work: (held: Held) => Promise<RunReport>): Promise<RunReport> {
  try {
    const report = await work(held);
    return report.result.kind === 'backup' ? { ...report, result: { ...report.result, pruned } } : report;
  } catch (error) {
    throw isFull(error) ? new HoldfastError('destination-full', { ...error.details, pruned }, error) : error;
  }
}

const heldWarnings = 1000;

/** What a try that is made again warned of does not count: the next one finds it anew. */
function holdWarnings(context: RunContext): { readonly context: RunContext; release(): void } {
  const held: Warning[] = [];
  return {
    context: {
      ...context,
      warn: (warning) => {
        if (held.length < heldWarnings) held.push(warning);
        else context.warn(warning);
      },
      warningCount: () => context.warningCount() + held.length,
      warnings: () => [...context.warnings(), ...held],
    },
    release: () => {
      for (const warning of held.splice(0)) context.warn(warning);
    },
  };
}

/** Deletes what the plan's policy lets go of, and tells how many snapshots that were. */
async function prune(held: Held): Promise<number> {
  const { context, row } = held;
  const judged = await judgePlan({ read: context.catalogue }, row, { now: context.now() });
  // Of a plan that this home never backed up nothing goes by itself.
  const own = context.catalogue.retention.lastSuccess(row.plan.id) !== null;
  const gone = own ? judged.snapshots.filter(({ keep }) => !keep) : [];
  if (gone.length === 0) {
    context.log(`room ran out, and nothing may go${judged.frozen === null ? '' : ` (retention: ${judged.frozen})`}`);
    return 0;
  }
  const names = gone.map(({ name }) => name);
  context.log(`room ran out: deletes what the plan no longer keeps: ${names.join(', ')}`);
  const { id: planId, name: planName, keep, timeZone } = row.plan;
  const planned = { keep: formatKeep(keep), timeZone, kept: judged.snapshots.length - gone.length };
  const entry = auditEntry(context.now(), {
    ...{ action: 'prune', subject: `${gone.length} snapshots, to make room`, planId, planName },
    details: { order: { snapshots: names }, planned },
  });
  recordAudit(context.db, { ...entry, runId: context.runId });
  await deleteHeld(
    context,
    held,
    gone.map(({ snapshotId }) => snapshotId),
  );
  return gone.length;
}

/** What the first try copied becomes that of an interrupted run, so that the second goes on from it. */
function setAside({ context, paths }: Held): void {
  const name = crypto.randomUUID();
  const [folder, { worksheet }] = [path.join(paths.incomplete, context.runId), runFiles(context.home, context.runId)];
  if (!fs.existsSync(fsPath(folder))) return;
  try {
    const other = runFiles(context.home, name).worksheet;
    for (const suffix of ['', '-wal', '-shm']) {
      if (fs.existsSync(worksheet + suffix)) fs.renameSync(worksheet + suffix, other + suffix);
    }
    fs.renameSync(fsPath(folder), fsPath(path.join(paths.incomplete, name)));
  } catch (error) {
    context.log(`what was copied is copied again: ${String(error)}`);
    removeTree(folder);
    removeWorksheet(worksheet);
  }
}
