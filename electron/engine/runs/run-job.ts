import type { BackupPart, RunResult } from '#shared/domain/run.ts';
import type { HoldfastError } from '#shared/errors.ts';
import type { DumpReference } from '../databases/proof/dump-reference.ts';
import type { DatabaseRestoreOrder, DatabaseUndo } from '../databases/restore/database-restore-order.ts';
import type { RestoreOrder } from '../restore/open-restore.ts';

/** What a run is asked to do, by kind; ids are already resolved. */
export type RunJob =
  | {
      readonly kind: 'backup';
      readonly planId: string;
      /** Where to; left out: the first of the plan's. */
      readonly repositoryId?: string;
      readonly fullChecksum: boolean;
      /** Null, or left out: all that the plan has. */
      readonly only?: BackupPart | null | undefined;
      /** The plan's schedule that it is begun by; left out: somebody asked for it. */
      readonly scheduleId?: string | undefined;
    }
  | (RestoreOrder & {
      readonly kind: 'restore';
      /** The dry run that was confirmed: nothing else is done. */
      readonly previewId: string;
      /** The restore that is taken back or gone on with. */
      readonly of?: { readonly kind: 'undo' | 'finish'; readonly runId: string };
    })
  | { readonly kind: 'verify'; readonly snapshotIds: readonly string[] }
  | { readonly kind: 'test-restore'; readonly dumps: readonly DumpReference[] }
  | (DatabaseRestoreOrder & {
      readonly kind: 'restore-database';
      /** Of the dump's snapshot. */
      readonly planId: string;
      /** Under which the server's password lies in the secret store; null: it needs none, or has it elsewhere. */
      readonly passwordName: string | null;
      /** The restore that is taken back. */
      readonly undo: DatabaseUndo | null;
    })
  | { readonly kind: 'repair'; readonly snapshotIds: readonly string[]; readonly dryRun: boolean }
  /** Without snapshots only what earlier deletions have left in the plan's trash goes. */
  | {
      readonly kind: 'delete';
      readonly planId: string;
      /** Where they lie; left out: the first of the plan's. */
      readonly repositoryId?: string;
      readonly snapshotIds: readonly string[];
      /** Names of folders that the catalogue left out, their lists being damaged. */
      readonly leftOut?: readonly string[];
    }
  | { readonly kind: 'rebuild'; readonly repositoryIds: readonly string[] };

export type JobOf<Kind extends RunJob['kind']> = Extract<RunJob, { kind: Kind }>;

/** How a run ended that was not thrown out of. */
export interface RunReport {
  readonly result: RunResult;
  readonly snapshotId?: string;
  /** The run did what it could, and yet this makes it a failure (a source was missing, files are damaged). */
  readonly failure?: HoldfastError;
}
