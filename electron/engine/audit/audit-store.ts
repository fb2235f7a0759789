import type { AuditAction, AuditEntry } from '#shared/domain/audit.ts';
import { durably } from '../catalogue/durably.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { type NewAuditEntry, recordAudit } from './record-audit.ts';

export interface AuditFilter {
  readonly planId?: string | undefined;
  /** Of a plan that is no longer known. */
  readonly planName?: string | undefined;
  readonly action?: AuditAction | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly order: 'newest-first' | 'oldest-first';
  /** Only those after that number, in the order asked for. */
  readonly after?: number | undefined;
  readonly limit: number;
}

type Stored = Omit<AuditEntry, 'details'> & { readonly details: string };

/** The audit trail. */
export function createAuditStore(db: Connection) {
  return {
    /** A page with the number to go on from. */
    list: (filter: AuditFilter): { entries: AuditEntry[]; next: number | null } => {
      const entries = listRows(db, filter).map((row) => ({ ...row, details: JSON.parse(row.details) }));
      return { entries, next: entries.length === filter.limit ? (entries.at(-1)?.number ?? null) : null };
    },
    record: (entry: NewAuditEntry): void => recordAudit(db, entry),
    /** Writes a file of the home whole, and the entry that tells of it: neither without the other. */
    writeFile: (entry: NewAuditEntry, file: string, text: string): void => {
      const write = db.transaction(() => {
        recordAudit(db, entry);
        writeDurably(file, text);
      });
      durably(db, () => write.immediate());
    },
  };
}

function listRows(db: Connection, { order, ...filter }: AuditFilter): Stored[] {
  const [follows, direction] = order === 'newest-first' ? ['<', 'DESC'] : ['>', 'ASC'];
  return db
    .prepare<unknown[], Stored>(
      `SELECT number, at, user, uid, way, action, subject, plan_id AS planId, plan_name AS planName,
         snapshot_id AS snapshotId, snapshot_name AS snapshotName, run_id AS runId, outcome, details
       FROM audit
       WHERE (@after IS NULL OR number ${follows} @after) AND (@planId IS NULL OR plan_id = @planId)
         AND (@planName IS NULL OR plan_name = @planName COLLATE NOCASE) AND (@action IS NULL OR action = @action)
         AND (@since IS NULL OR at >= @since) AND (@until IS NULL OR at <= @until)
       ORDER BY number ${direction} LIMIT @limit`,
    )
    .all({
      after: filter.after ?? null,
      planId: filter.planId ?? null,
      planName: filter.planName ?? null,
      action: filter.action ?? null,
      since: filter.since ?? null,
      until: filter.until ?? null,
      limit: filter.limit,
    });
}
