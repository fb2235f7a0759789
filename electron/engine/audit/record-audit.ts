import type { AuditEntry } from '#shared/domain/audit.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { currentActor } from './actor.ts';

/** An entry as it is given to the trail, which numbers it. Plain data, so that it may cross between threads. */
export type NewAuditEntry = Omit<AuditEntry, 'number'>;

type Done = Pick<NewAuditEntry, 'action' | 'subject' | 'details'> &
  Partial<Pick<NewAuditEntry, 'planId' | 'planName' | 'snapshotId' | 'snapshotName'>>;

/** The entry for what is being done now by whoever ordered it. */
export function auditEntry(now: number, done: Done): NewAuditEntry {
  const nothing = { planId: null, planName: null, snapshotId: null, snapshotName: null, runId: null };
  return { at: new Date(now).toISOString(), ...currentActor(), ...nothing, outcome: 'succeeded', ...done };
}

/**
 * Adds an entry to the audit trail. Call it in the transaction that does what the entry tells of, before anything is
 * touched that can't be rolled back: then there is neither an action without its entry nor an entry without its action,
 * and an entry that can't be written makes the action fail.
 */
export function recordAudit(db: Connection, entry: NewAuditEntry): void {
  db.prepare(
    `INSERT INTO audit (at, user, uid, way, action, subject, plan_id, plan_name, snapshot_id, snapshot_name, run_id,
       outcome, details)
     VALUES (@at, @user, @uid, @way, @action, @subject, @planId, @planName, @snapshotId, @snapshotName, @runId,
       @outcome, @details)`,
  ).run({ ...entry, details: JSON.stringify(entry.details) });
}
