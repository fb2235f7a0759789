import type { AuditAction } from '#shared/domain/audit.ts';
import type { RunJob } from '../runs/run-job.ts';
import type { StartRun } from '../runs/run-service.ts';
import { currentActor } from './actor.ts';
import { type AuditedRun, beginningOf } from './audited-run.ts';

/** What the audit trail will tell of a run that is being ordered; null for kinds of which it tells nothing. */
export function auditedOrder({ job, audited }: StartRun): AuditedRun | null {
  const action = audited?.action ?? actionOf(job);
  if (action === null) return null;
  const { planned } = audited ?? {};
  const snapshotIds = 'snapshotIds' in job ? job.snapshotIds : [];
  return { ...currentActor(), action, snapshotIds, details: { order: orderOf(job), ...(planned && { planned }) } };
}

function actionOf(job: RunJob): AuditAction | null {
  switch (job.kind) {
    case 'backup':
    case 'verify':
    case 'test-restore':
      return null;
    case 'restore':
      return job.of ? `restore-${job.of.kind}` : 'restore';
    case 'restore-database':
      return job.undo ? 'database-restore-undo' : 'database-restore';
    case 'repair':
      return job.dryRun ? null : 'repair';
    case 'delete':
      return job.snapshotIds.length > 0 || job.leftOut ? 'snapshot-delete' : 'trash-empty';
    case 'rebuild':
      return 'rebuild';
  }
}

/** What was asked for, without what has a place of its own in the entry; the beginning of long lists. */
function orderOf(job: RunJob): Record<string, unknown> {
  const elsewhere: ReadonlySet<string> = new Set([
    'kind',
    'planId',
    'snapshotId',
    'snapshotIds',
    'previewId',
    'passwordName',
  ]);
  const told = Object.entries(job).filter(([name]) => !elsewhere.has(name));
  return Object.fromEntries(told.map(([name, value]) => [name, Array.isArray(value) ? beginningOf(value) : value]));
}
