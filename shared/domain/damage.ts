import { z } from 'zod';
import { pathSchema } from './primitives.ts';

/** What an integrity check found wrong in a snapshot. */
export const damageSchema = z.object({
  /** Absolute source path, or where one of the snapshot's own lists lies. */
  path: pathSchema,
  reason: z.string(),
  /** It is not there at all. */
  missing: z.boolean(),
  /** Names of the other snapshots that share the very copy, and so its damage; those of other plans as PLAN/NAME. */
  sharedWith: z.array(z.string()),
});
export type Damage = z.infer<typeof damageSchema>;

/** What to do about what could not be repaired. */
export const repairSteps = ['back-up', 'older-version', 'make-room', 'check-again', 'none'] as const;
export type RepairStep = (typeof repairSteps)[number];

export const repairItemSchema = z.object({
  path: pathSchema,
  /** Names of the snapshots that hold it in that copy. */
  snapshots: z.array(z.string()),
  /** `sound`: it was found to be right after all. In a dry run `repaired` means that it could be. */
  outcome: z.enum(['repaired', 'sound', 'left']),
  /** Where the good copy came from: a snapshot (by name) or the source, and its path there. */
  from: z.object({ snapshot: z.string().nullable(), path: pathSchema }).nullable(),
  /** Why it was left; null if it was not. */
  reason: z.string().nullable(),
  next: z.enum(repairSteps).nullable(),
});
export type RepairItem = z.infer<typeof repairItemSchema>;
