import type { Plan } from '#shared/domain/plan.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import type { PlanPaths, SnapshotPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { FoundProgram } from '../tools/find-program.ts';
import type { TreePool } from './tree-pool.ts';
import type { Worksheet } from './worksheet.ts';

export interface Base {
  readonly snapshot: SnapshotRow;
  readonly paths: SnapshotPaths;
  /** Source paths whose copy in it an integrity check found damaged. */
  readonly damaged: readonly string[];
}

/** What the stages of one backup share. */
export interface BackupScope {
  readonly context: RunContext;
  readonly plan: Plan;
  readonly planKey: number;
  readonly rootEntry: number;
  readonly repository: string;
  readonly paths: PlanPaths;
  /** Newest snapshot, which unchanged files are linked from; null on a first backup. */
  readonly base: Base | null;
  /** Folder of this run while it is being filled. */
  readonly target: SnapshotPaths;
  readonly worksheet: Worksheet;
  readonly pool: TreePool;
  /** The rsync to work with, looked for when it is first needed: where nothing changed, it is not. */
  readonly rsync: () => Promise<FoundProgram>;
  /** Highest entry id in the catalogue when the run started: greater ids belong to entries this run adds. */
  readonly newestEntry: number;
  /** A new id for an entry that the catalogue does not know. */
  readonly newEntryId: () => number;
  readonly hardLinks: boolean;
  readonly fullChecksum: boolean;
  /** The plan's schedule that the run was begun by; undefined: somebody asked for it. */
  readonly scheduleId: string | undefined;
  /** Lets the volume write what it holds back so far, beside what comes next. */
  readonly flushEarly: () => void;
}
