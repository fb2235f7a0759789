import type { FoundDamage } from '../repository/manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { changeState } from '../snapshots/snapshot-states.ts';
import { writeDamage } from './damage-store.ts';

interface Known {
  readonly damage: readonly FoundDamage[];
  /** When everything was compared and right; null leaves what was known of that. */
  readonly verifiedAt: string | null;
}

/**
 * Records what is known to be wrong in a snapshot, in the place of what was known before: in its own state, so that a
 * backup heals what is damaged and a rebuild of the catalogue knows of it, and in the catalogue.
 */
export function recordDamage(context: RunContext, snapshotId: string, { damage, verifiedAt }: Known): void {
  try {
    changeState(context.db, snapshotId, { damaged: [...damage], ...(verifiedAt !== null && { verifiedAt }) });
  } catch (error) {
    // A repository that can only be read, or a folder that is gone: the catalogue still remembers.
    context.log(`what was found could not be written to the repository: ${String(error)}`);
    context.db
      .transaction(() => {
        context.catalogue.snapshots.recordCheck(snapshotId, damage.length, verifiedAt);
        writeDamage(context.db, snapshotId, damage);
      })
      .immediate();
  }
}
