import { z } from 'zod';
import { countSchema, idSchema, pathSchema } from './primitives.ts';

/** What to restore and where to. */
export const restoreRequestSchema = z.object({
  /** Snapshot id, unique prefix, name, `latest` or `PLAN/latest`. */
  snapshot: z.string(),
  /** Absolute source paths of files and folders; none means everything. */
  paths: z.array(pathSchema).default([]),
  /** Folder that receives them (each chosen path under its own name); null restores in place. */
  to: pathSchema.nullable(),
  /** Delete what the snapshot does not hold inside the chosen folders. */
  exact: z.boolean().default(false),
});
export type RestoreRequest = z.infer<typeof restoreRequestSchema>;

export const restoreActions = ['create', 'overwrite', 'delete'] as const;
export type RestoreAction = (typeof restoreActions)[number];

export const restoreItemSchema = z.object({
  action: z.enum(restoreActions),
  /** Absolute path of what will be written or deleted. */
  path: pathSchema,
  size: countSchema,
  /** What is there now was modified after the version that would replace it. */
  newer: z.boolean(),
});
export type RestoreItem = z.infer<typeof restoreItemSchema>;

const totalSchema = z.object({ entries: countSchema, bytes: countSchema });

/** What a restore would do; its items are read page by page. */
export const restorePreviewSchema = z.object({
  id: idSchema,
  snapshotId: idSchema,
  create: totalSchema,
  overwrite: totalSchema,
  delete: totalSchema,
  /** Entries that are as the snapshot holds them already. */
  keep: countSchema,
  /** Entries that would be overwritten although they were modified later than the snapshot's. */
  newer: countSchema,
  freeBytes: countSchema.nullable(),
  /** Phrase that the restore wants typed; null when nothing newer is overwritten and nothing deleted. */
  phrase: z.string().nullable(),
});
export type RestorePreview = z.infer<typeof restorePreviewSchema>;
