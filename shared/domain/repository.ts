import { z } from 'zod';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';

const repositoryStates = ['ready', 'missing', 'not-mounted', 'wrong-volume', 'read-only', 'format-unknown'] as const;

export const repositorySchema = z.object({
  id: idSchema,
  path: pathSchema,
  createdAt: instantSchema,
  state: z.enum(repositoryStates),
  /** The state in a sentence with its next step; null when ready. */
  problem: z.string().nullable(),
  plans: countSchema,
  snapshots: countSchema,
});
export type Repository = z.infer<typeof repositorySchema>;

/** A repository that lies on a volume of this computer, whether this home knows it or not. */
export const foundRepositorySchema = z.object({
  path: pathSchema,
  /** What people call its volume. */
  volume: z.string(),
  removable: z.boolean(),
  /** This home knows it already. */
  known: z.boolean(),
});
export type FoundRepository = z.infer<typeof foundRepositorySchema>;

/** A mounted volume that can hold a repository. */
export const volumeSchema = z.object({
  mountPoint: pathSchema,
  label: z.string(),
  fileSystem: z.string(),
  totalBytes: countSchema,
  freeBytes: countSchema,
  removable: z.boolean(),
  writable: z.boolean(),
});
export type Volume = z.infer<typeof volumeSchema>;
