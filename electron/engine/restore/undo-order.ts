import { restoreRequestSchema } from '#shared/domain/restore.ts';
import type { JournalHeader } from './journal.ts';
import type { RestoreOrder } from './open-restore.ts';

/** An undo brings back all of the safety snapshot, in place; without one there is only what was made to go. */
export function undoOrder({ safetySnapshotId, order }: JournalHeader): RestoreOrder {
  const snapshotId = safetySnapshotId ?? order.snapshotId;
  const { snapshot: _, ...plain } = restoreRequestSchema.parse({ snapshot: snapshotId, to: null });
  return { ...plain, snapshotId };
}
