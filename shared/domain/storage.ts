import { z } from 'zod';
import { countSchema, idSchema, instantSchema } from './primitives.ts';
import { repositorySchema } from './repository.ts';

/** Why there is little room: there is little now, or there will be within days. */
export const lowSpaceSchema = z.object({ reason: z.enum(['space', 'forecast']) });
export type LowSpace = z.infer<typeof lowSpaceSchema>;

const planStorageSchema = z.object({
  planId: idSchema,
  planName: z.string(),
  snapshots: countSchema,
  /** Bytes of content that all snapshots of the plan hold together: each version of a file once, and all dumps. */
  bytes: countSchema,
  /** Of these, bytes of dumps of databases: no two snapshots share one. */
  dumpBytes: countSchema,
  /** Bytes of the newest snapshot: of its newest files and newest dumps, if it takes two to hold both. */
  newestBytes: countSchema,
});
export type PlanStorage = z.infer<typeof planStorageSchema>;

export const repositoryStorageSchema = z.object({
  repository: repositorySchema,
  totalBytes: countSchema.nullable(),
  freeBytes: countSchema.nullable(),
  /** Reserve: a run stops before less than that is free. */
  floorBytes: countSchema,
  /** Bytes of content that its plans hold together. */
  bytes: countSchema,
  /** When only the reserve is left if it goes on as in the last weeks; null where that can't be told. */
  forecast: z.object({ fullAt: instantSchema, bytesPerDay: countSchema }).nullable(),
  /** There is, or soon will be, too little room; null where there is enough or the volume is not there. */
  low: lowSpaceSchema.nullable(),
  plans: z.array(planStorageSchema),
});
export type RepositoryStorage = z.infer<typeof repositoryStorageSchema>;

export const storageSchema = z.object({ repositories: z.array(repositoryStorageSchema) });
export type Storage = z.infer<typeof storageSchema>;

/** How things stood at the end of a day (in UTC) on which the volume was there. */
const storageDaySchema = z.object({
  day: z.iso.date(),
  at: instantSchema,
  totalBytes: countSchema,
  freeBytes: countSchema,
  /** Bytes of content of the plans that were there. */
  plans: z.array(z.object({ planId: idSchema, bytes: countSchema })),
});
export type StorageDay = z.infer<typeof storageDaySchema>;

/** Oldest first. */
export const storageTrendSchema = z.object({ days: z.array(storageDaySchema) });

/** What a snapshot takes, as its disk has it: by inode. */
export const measuredSnapshotSchema = z.object({
  snapshotId: idSchema,
  /** Bytes, and files, that no other snapshot has: what its deletion frees. */
  uniqueBytes: countSchema,
  uniqueFiles: countSchema,
  /** Bytes, and files, that are in other snapshots as well. */
  sharedBytes: countSchema,
  sharedFiles: countSchema,
});
export type MeasuredSnapshot = z.infer<typeof measuredSnapshotSchema>;
