import type { Snapshot } from '#shared/domain/snapshot.ts';
import type { TimeSearch } from '../../app/search-params.ts';

interface Shown {
  /** The one that the Time page shows; undefined without any. */
  readonly snapshot: Snapshot | undefined;
  /** All of its plan, in the order given. */
  readonly ofPlan: readonly Snapshot[];
}

/** The snapshot asked for; else the newest backup of the plan asked for; else the newest. `snapshots` newest first. */
export function shownSnapshot(snapshots: readonly Snapshot[], { plan, snapshot: wanted }: TimeSearch): Shown {
  const chosen = snapshots.find(({ id }) => id === wanted);
  const backups = snapshots.filter(isBackup);
  const first = chosen ?? backups.find(({ planId }) => planId === plan) ?? backups[0] ?? snapshots[0];
  const ofPlan = snapshots.filter(({ planId }) => planId === first?.planId);
  return { snapshot: first, ofPlan };
}

const isBackup = ({ kind }: Snapshot): boolean => kind === 'backup';

/** Whether it is a state of the plan's files, which others can be compared with: no safety copy, and not databases alone. */
export const isState = ({ kind, hasFiles }: Pick<Snapshot, 'kind' | 'hasFiles'>): boolean =>
  kind === 'backup' && hasFiles;

/** What a backup is compared with unless one says otherwise: the one before it, or else the one after it. */
export function neighbourOf(snapshot: Snapshot, ofPlan: readonly Snapshot[]): Snapshot | undefined {
  const states = ofPlan.filter(isState);
  const at = states.findIndex(({ id }) => id === snapshot.id);
  return at < 0 ? undefined : (states[at + 1] ?? states[at - 1]);
}
