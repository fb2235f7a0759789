import { z } from 'zod';
import { fileCountsSchema, outcomes } from '#shared/domain/run.ts';
import { warningSchema } from '#shared/domain/warning.ts';

/** What scripts are promised: the last document of a verb with `--json`. */

export const backupResult = z.object({
  type: z.literal('result'),
  outcome: z.enum(outcomes),
  unchanged: z.boolean(),
  snapshot: z.uuid().nullable(),
  files: fileCountsSchema,
  warnings: z.array(warningSchema),
  durationMs: z.number().int(),
});

const plannedItem = z.object({ path: z.string(), size: z.number() });
export const dryRun = z.object({
  create: z.array(plannedItem),
  overwrite: z.array(plannedItem),
  delete: z.array(plannedItem),
  keep: z.number(),
});
export const restoreResult = z.object({
  type: z.literal('result'),
  restoreId: z.uuid(),
  created: z.number(),
  overwritten: z.number(),
  deleted: z.number(),
  safetySnapshot: z.uuid().nullable(),
  warnings: z.array(warningSchema),
});
