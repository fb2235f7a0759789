import { z } from 'zod';
import { idSchema } from './primitives.ts';

/**
 * `interrupted`: cut off, cancelled or broken off while files were being written: it can be finished or taken back.
 * `partial`: it came to its end, but some things were left out.
 */
export const restoreStates = ['running', 'interrupted', 'done', 'partial', 'undone'] as const;
export type RestoreState = (typeof restoreStates)[number];

/** What has become of a restore, and what can be done about it. A reason says why something is not possible. */
export const restoreStatusSchema = z.object({
  /** Id of its run. It need not be listed here: another home may have made the restore. */
  restore: idSchema,
  /** What was restored, and where to. */
  subject: z.string(),
  state: z.enum(restoreStates),
  undo: z.object({
    possible: z.boolean(),
    reason: z.string().nullable(),
    safetySnapshotId: idSchema.nullable(),
    /** The run that took it back. */
    undoneBy: idSchema.nullable(),
  }),
  finish: z.object({ possible: z.boolean(), reason: z.string().nullable() }),
});
export type RestoreStatus = z.infer<typeof restoreStatusSchema>;
