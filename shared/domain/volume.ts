import { z } from 'zod';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';
import { repositorySchema } from './repository.ts';
import { outcomes } from './run.ts';

/** How a plan deals with the drive of its repository. */
export const driveRulesSchema = z.object({
  /**
   * Back up as soon as the drive appears, unless the newest good backup was begun less than `minHours` hours before (0: each
   * time). Null: don't.
   */
  onConnect: z
    .object({ minHours: z.number().int().min(0).max(8760).default(0) })
    .nullable()
    .default(null),
  /** What is done with it after a backup that was started by itself. */
  afterwards: z.enum(['stay', 'unmount']).default('stay'),
  /** Where too little room is left: nothing, or what the plan no longer keeps goes first and the backup is tried once more. */
  whenFull: z.enum(['warn', 'prune']).default('warn'),
});
export type DriveRules = z.infer<typeof driveRulesSchema>;

/** A drive is left alone, and nothing starts when it appears. */
export const defaultDrive: DriveRules = { onConnect: null, afterwards: 'stay', whenFull: 'warn' };

/**
 * What was decided when a repository's volume appeared, plan by plan: started because of its drive (`started`) or because a
 * schedule was due (`scheduled`), or not and why. Where no plan is concerned: `idle`, as none is to start; or what is wrong
 * with what appeared at its place. `unmounted`, `not-unmounted`: what became of letting go of it after a run, or when asked.
 */
export const volumeDecisions = [
  'started',
  'scheduled',
  'not-due',
  'paused',
  'battery',
  'busy',
  'not-started',
  'idle',
  'wrong-volume',
  'other-repository',
  'no-repository',
  'read-only',
  'format-unknown',
  'unmounted',
  'not-unmounted',
] as const;
export type VolumeDecision = (typeof volumeDecisions)[number];

/** An entry of the decision log. */
export const volumeEventSchema = z.object({
  /** Grows with each entry. */
  number: countSchema,
  at: instantSchema,
  repositoryId: idSchema,
  /** Where it was expected then. */
  repositoryPath: pathSchema,
  /** Null where no single plan is concerned. */
  planId: idSchema.nullable(),
  planName: z.string().nullable(),
  decision: z.enum(volumeDecisions),
  /** Of `not-due`: when the newest good backup was begun. */
  lastGoodAt: instantSchema.nullable(),
  /** What is wrong, in a sentence with its next step; null where nothing is. */
  problem: z.string().nullable(),
  /** The backup that was started, or after which the volume was let go of. */
  runId: idSchema.nullable(),
  /** Of that backup; null while it is going on. */
  outcome: z.enum(outcomes).nullable(),
});
export type VolumeEvent = z.infer<typeof volumeEventSchema>;

/** What a repository lies on. */
export const repositoryVolumeSchema = z.object({
  /** Its label, or the name of its mount point. */
  name: z.string(),
  /** Null where the system does not tell. */
  uuid: z.string().nullable(),
  fileSystem: z.string(),
  mountPoint: pathSchema,
});
export type RepositoryVolume = z.infer<typeof repositoryVolumeSchema>;

/** A repository and its volume, as they are now or were when last seen. */
export const volumeStatusSchema = z.object({
  repository: repositorySchema,
  /** As it was last seen; null before it was. */
  volume: repositoryVolumeSchema.nullable(),
  /** Whether it is there, perhaps read-only; another one at its place does not count. */
  present: z.boolean(),
  /** When it was last seen; of one that is there, now. */
  seenAt: instantSchema.nullable(),
  /** Since when it has been there; null while it is not. */
  since: instantSchema.nullable(),
  totalBytes: countSchema.nullable(),
  freeBytes: countSchema.nullable(),
  /** What runs leave free on it. */
  keepFreeBytes: countSchema,
  /** The same where this repository has a reserve of its own; null: that of the settings. */
  ownKeepFreeBytes: countSchema.nullable(),
  /** Tried out by the last backup; null before there was one. */
  abilities: z.object({ hardLinks: z.boolean(), caseSensitive: z.boolean() }).nullable(),
  /** Why it can't be unmounted from here, in a sentence; null where it can. */
  held: z.string().nullable(),
});
export type VolumeStatus = z.infer<typeof volumeStatusSchema>;
