import type { Proof } from '#shared/domain/database.ts';
import { writeProofs } from '../../catalogue/write-dumps.ts';
import { planPaths, snapshotPaths } from '../../repository/layout.ts';
import { readSnapshotState } from '../../repository/snapshot-state.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { changeState } from '../../snapshots/snapshot-states.ts';
import type { DumpReference } from './dump-reference.ts';

interface Place {
  readonly repositoryPath: string;
  readonly slug: string;
  readonly snapshotName: string;
}

/**
 * Records what a test restore found, in the place of what was known before: with the snapshot, so that a rebuild of the
 * catalogue knows of it, and in the catalogue.
 */
export function recordProof(
  context: RunContext,
  place: Place,
  { snapshotId, sourceId, database }: DumpReference,
  proof: Proof,
): void {
  const { db } = context;
  const { snapshots } = planPaths(place.repositoryPath, place.slug);
  const { proofs: known } = readSnapshotState(snapshotPaths(`${snapshots}/${place.snapshotName}`).state);
  const others = known.filter((one) => one.sourceId !== sourceId || one.database !== database);
  const proofs = [...others, { sourceId, database, proof }];
  try {
    changeState(db, snapshotId, { proofs });
  } catch (error) {
    // A repository that can only be read: the catalogue still remembers.
    context.log(`the proof could not be written to the repository: ${String(error)}`);
    db.transaction(() => writeProofs(db, snapshotId, proofs)).immediate();
  }
}
