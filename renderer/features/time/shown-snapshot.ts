import type { Snapshot } from '#shared/domain/snapshot.ts';
import { nameRepositories } from '#shared/name-repositories.ts';
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

/** Whether both lie in one repository: what changed from one snapshot to another is known of each by itself. */
export const isBeside = (one: Pick<Snapshot, 'repositoryId'>, other: Pick<Snapshot, 'repositoryId'>): boolean =>
  one.repositoryId === other.repositoryId;

/** What the repository of a snapshot is called where its plan has several; undefined where it has one. */
export function placeOf({ repositoryId }: Snapshot, ofPlan: readonly Snapshot[]): string | undefined {
  const places = ofPlan.map((one) => ({ repositoryId: one.repositoryId, path: one.repositoryPath }));
  const names = nameRepositories(places);
  return names.size > 1 ? names.get(repositoryId) : undefined;
}

/** What a backup is compared with unless one says otherwise: the one before it, or else the one after it. */
export function neighbourOf(snapshot: Snapshot, ofPlan: readonly Snapshot[]): Snapshot | undefined {
  const states = ofPlan.filter((one) => isState(one) && isBeside(one, snapshot));
  const at = states.findIndex(({ id }) => id === snapshot.id);
  return at < 0 ? undefined : (states[at + 1] ?? states[at - 1]);
}
