import type { RepairItem, RepairStep } from '#shared/domain/damage.ts';
import type { TreePool } from '../../backup/tree-pool.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import type { SnapshotRow } from '../../catalogue/snapshots-store.ts';
import type { VersionRow } from '../../catalogue/version-row.ts';
import type { PlanPaths } from '../../repository/layout.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { filesOf, type Place, type SameContent } from '../same-content.ts';

/** What the repair of one plan works with. */
export interface RepairScope {
  readonly context: RunContext;
  readonly pool: TreePool;
  /** Absolute path of rsync; empty in a dry run. */
  readonly rsync: string;
  readonly dryRun: boolean;
  readonly plan: PlanRow;
  readonly paths: PlanPaths;
  /** All snapshots of the plan, the newest first. */
  readonly snapshots: readonly SnapshotRow[];
  readonly same: SameContent;
  /**
   * Keeps a snapshot from being deleted until it is let go; false if it is being deleted. The plan's own are kept by its
   * lock as well: what holds for all that share a copy needs no more.
   */
  readonly hold: (snapshotId: string) => boolean;
  readonly letGo: () => void;
  /** Throws a destination error if the volume went away, `locked` if another took the plan over. */
  readonly assertThere: () => void;
  /** Inodes that were read in this run, with whether they had the content looked for. */
  readonly proven: Map<string, boolean>;
  /** Makes the folders for one more file that is repaired. */
  readonly newWorkshop: () => Workshop;
}

/** Where one file is repaired. */
export interface Workshop {
  /** Where its replacement is made; goes with the run. */
  readonly staging: string;
  /** Where the damaged copy is kept, and beside it the note on it. */
  readonly aside: string;
  readonly note: string;
}

/** An entry of a snapshot that is damaged or missing, as it was recorded. */
export interface Lost extends Place {
  readonly reason: string;
}

export interface Repaired {
  readonly item: RepairItem;
  readonly bytes: number;
  /** All names of the copy; they are right now unless it was left. */
  readonly places: readonly Pick<Place, 'snapshot' | 'path'>[];
}

/** A file that can't be repaired for a reason of its own. */
export class Unrepairable extends Error {}

export type GoodCopy =
  | { readonly kind: 'snapshot'; readonly place: Place; readonly sameVersion: boolean }
  | { readonly kind: 'source'; readonly path: string };

const toldNames = 100;

const namesOf = (places: readonly Pick<Place, 'snapshot'>[]): string[] =>
  [...new Set(places.map(({ snapshot }) => snapshot.name))].slice(0, toldNames);

type Places = readonly Pick<Place, 'snapshot' | 'path' | 'version'>[];

const pathOf = ([first]: Places): string => first?.path ?? '';

export const repairedItem = (places: Places, good: GoodCopy | null): Repaired => ({
  item: {
    path: pathOf(places),
    snapshots: namesOf(places),
    outcome: 'repaired',
    from: good && fromOf(good),
    reason: null,
    next: null,
  },
  bytes: places[0]?.version.size ?? 0,
  places,
});

export const fromOf = (good: GoodCopy): NonNullable<RepairItem['from']> =>
  good.kind === 'snapshot'
    ? { snapshot: good.place.snapshot.name, path: good.place.path }
    : { snapshot: null, path: good.path };

export const soundItem = (places: Places): Repaired => ({
  item: { path: pathOf(places), snapshots: namesOf(places), outcome: 'sound', from: null, reason: null, next: null },
  bytes: 0,
  places,
});

export const leftItem = (
  places: readonly Pick<Place, 'snapshot' | 'path'>[],
  reason: string,
  next: RepairStep,
): Repaired => ({
  item: { path: places[0]?.path ?? '', snapshots: namesOf(places), outcome: 'left', from: null, reason, next },
  bytes: 0,
  places,
});

/** Places of one version of an entry that is no file, in all snapshots that hold it. */
export function* versionPlaces({ snapshots, plan }: RepairScope, lost: Lost): Generator<Place> {
  const { version, path } = lost;
  for (const snapshot of snapshots) {
    if (snapshot.kind !== lost.snapshot.kind || !holdsVersion(snapshot, version)) continue;
    yield { snapshot, plan, path, version, file: `${filesOf(plan, snapshot)}${path}` };
  }
}

const holdsVersion = ({ sequence }: SnapshotRow, { firstSeq, lastSeq }: VersionRow): boolean =>
  firstSeq <= sequence && (lastSeq === null || lastSeq >= sequence);
