import { type NewAuditEntry, recordAudit } from '../audit/record-audit.ts';
import { durably } from '../catalogue/durably.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { writeProofs } from '../catalogue/write-dumps.ts';
import { destinationError } from '../repository/destination-error.ts';
import { planPaths, snapshotPaths } from '../repository/layout.ts';
import type { SnapshotState } from '../repository/manifest.ts';
import { changeSnapshotState } from '../repository/snapshot-state.ts';
import { writeReply } from '../unusual/unusual-store.ts';
import { writeDamage } from '../verification/damage-store.ts';

interface Place {
  readonly repository: string;
  readonly slug: string;
  readonly name: string;
}

/**
 * Changes what may change of a committed snapshot: in its folder first, then in the catalogue. The catalogue's write
 * lock is held meanwhile, so that two who change different things of one snapshot do not undo each other's. Throws a
 * destination error when the folder can't be written. With an entry for the audit trail it is recorded there.
 */
export function changeState(
  db: Connection,
  snapshotId: string,
  changes: Partial<SnapshotState>,
  entry?: NewAuditEntry,
): void {
  db.transaction(() => {
    const place = placeOf(db, snapshotId);
    if (!place) return;
    if (entry) recordAudit(db, entry);
    try {
      changeSnapshotState(snapshotPaths(folderOf(place)).state, changes);
    } catch (error) {
      throw destinationError(error, place.repository);
    }
    db.prepare(
      `UPDATE snapshot SET pinned = coalesce(@pinned, pinned), confirmed_at = coalesce(@confirmedAt, confirmed_at),
         verified_at = coalesce(@verifiedAt, verified_at) WHERE id = @snapshotId`,
    ).run({
      snapshotId,
      pinned: changes.pinned === undefined ? null : Number(changes.pinned),
      confirmedAt: changes.confirmedAt ?? null,
      verifiedAt: changes.verifiedAt ?? null,
    });
    if (changes.confirmedBy) addBegunBy(db, snapshotId, changes.confirmedBy);
    if (changes.damaged) writeDamage(db, snapshotId, changes.damaged);
    if (changes.proofs) writeProofs(db, snapshotId, changes.proofs);
    if (changes.unusual) writeReply(db, snapshotId, changes.unusual);
  }).immediate();
}

function addBegunBy(db: Connection, snapshotId: string, confirmedBy: readonly (string | null)[]): void {
  const known = db.prepare<[string], string>('SELECT begun_by FROM snapshot WHERE id = ?').pluck().get(snapshotId);
  const all = new Set<string | null>([...JSON.parse(known ?? '[]'), ...confirmedBy]);
  db.prepare('UPDATE snapshot SET begun_by = ? WHERE id = ?').run(JSON.stringify([...all]), snapshotId);
}

/** The same for the main thread, which reaches the catalogue through its client. */
export function createStatesStore(db: Connection) {
  return {
    change: (snapshotId: string, changes: Partial<SnapshotState>, entry?: NewAuditEntry): void =>
      durably(db, () => changeState(db, snapshotId, changes, entry)),
  };
}

function placeOf(db: Connection, snapshotId: string): Place | undefined {
  return db
    .prepare<[string], Place>(
      `SELECT r.path AS repository, p.slug, s.name FROM snapshot s JOIN place p ON p.key = s.plan_key
       JOIN repository r ON r.key = p.repository_key WHERE s.id = ?`,
    )
    .get(snapshotId);
}

const folderOf = ({ repository, slug, name }: Place): string => `${planPaths(repository, slug).snapshots}/${name}`;
