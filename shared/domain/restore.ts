import { z } from 'zod';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';

/** What becomes of what is there already, where the snapshot holds something else. */
export const restoreConflicts = ['overwrite', 'keep-newer', 'keep-both'] as const;
export type RestoreConflicts = (typeof restoreConflicts)[number];

/** What a restore does about damage in what it would put in the place of something else. */
export const damageAnswers = ['stop', 'leave-out', 'nearest'] as const;
export type DamageAnswer = (typeof damageAnswers)[number];

/** Which of what the snapshot holds is taken. */
const onlySchema = z.object({
  /** Only what is not there any more. */
  missing: z.boolean().default(false),
  /** Only what was modified later than this when it was backed up. */
  newerThan: instantSchema.nullable().default(null),
  /** Only what one of these patterns names (as in .gitignore); a folder that is named comes with all it holds. */
  matching: z.array(z.string().min(1)).default([]),
});

/** What to restore, where to, and what may happen to what is there. */
export const restoreRequestSchema = z.object({
  /** Snapshot id, unique prefix, name, `latest` or `PLAN/latest`. */
  snapshot: z.string(),
  /** Absolute source paths of files and folders; none means everything. */
  paths: z.array(pathSchema).default([]),
  /** Folder that receives them (each chosen path under its own name); null restores in place. */
  to: pathSchema.nullable(),
  /** Delete what the snapshot does not hold inside the chosen folders. */
  exact: z.boolean().default(false),
  /** In place only: each chosen path comes beside its original, with this in its name (`letter (as of 2026-11-20).txt`). */
  suffix: z.string().nullable().default(null),
  conflicts: z.enum(restoreConflicts).default('overwrite'),
  only: onlySchema.prefault({}),
  /** Read what seems to be the same by size and time, rather than trust these. */
  compareContent: z.boolean().default(false),
  onDamage: z.enum(damageAnswers).default('stop'),
  /** Keep what is overwritten, deleted or given other attributes as a snapshot of its own, from which it can be undone. */
  safety: z.boolean().default(true),
});
export type RestoreRequest = z.infer<typeof restoreRequestSchema>;

/**
 * `beside`: put under another name, as what is there stays. `overwrite-newer`: what is there was modified after the
 * version that replaces it. `attributes`: the content stays; mode, owner, time or extended attributes are given back.
 */
export const restoreActions = ['create', 'beside', 'overwrite', 'overwrite-newer', 'attributes', 'delete'] as const;
export type RestoreAction = (typeof restoreActions)[number];

export const restoreItemSchema = z.object({
  action: z.enum(restoreActions),
  /** Absolute path of what will be written, given attributes or deleted. */
  path: pathSchema,
  /** Absolute path that it has in the snapshot; null for what is deleted. */
  source: pathSchema.nullable(),
  size: countSchema,
});
export type RestoreItem = z.infer<typeof restoreItemSchema>;

const totalSchema = z.object({ entries: countSchema, bytes: countSchema });
export type RestoreTotal = z.infer<typeof totalSchema>;

/** What a restore would do; its items are read page by page. */
export const restorePreviewSchema = z.object({
  id: idSchema,
  snapshotId: idSchema,
  /** False while everything is still being compared: all that follows is what has been found so far. */
  complete: z.boolean(),
  totals: z.record(z.enum(restoreActions), totalSchema),
  /** Entries that are as the snapshot holds them already. */
  keep: countSchema,
  /** Entries that stay because they were modified later than the snapshot's. */
  keptNewer: countSchema,
  /**
   * What stays as it is since it can't be put where it belongs or, when a restore is undone, since it was changed after it:
   * the first of it, and how much there is.
   */
  leftOut: z.object({
    count: countSchema,
    first: z.array(z.object({ path: pathSchema, reason: z.string() })),
  }),
  /** Free where it is restored to; null where that can't be told. */
  freeBytes: countSchema.nullable(),
  /** Needed there: what is created, beside the largest of what is overwritten. */
  neededBytes: countSchema,
  /** At most needed in the repository for the copy of what is overwritten, deleted or given other attributes. */
  safetyBytes: countSchema,
  safetyFreeBytes: countSchema.nullable(),
  /** One sentence that says what will be lost; null when nothing is. */
  consequence: z.string().nullable(),
  /** Phrase that the restore wants typed; null when nothing newer is overwritten and nothing deleted. */
  phrase: z.string().nullable(),
});
export type RestorePreview = z.infer<typeof restorePreviewSchema>;
