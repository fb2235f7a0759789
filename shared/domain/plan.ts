import { z } from 'zod';
import { databaseDraftSchema, databaseSourceSchema } from './database.ts';
import { hookDraftSchema, hookSchema } from './hook.ts';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';
import { defaultKeep, keepPolicySchema, localTimeZone, timeZoneSchema } from './retention.ts';
import { scheduleDraftSchema, scheduleSchema, waitReasons } from './schedule.ts';
import { unusualStatusSchema } from './unusual.ts';
import { defaultDrive, driveRulesSchema } from './volume.ts';

/** What is left out of a backup. Patterns have the meaning they have in a .gitignore at the top of each folder. */
export const exclusionsSchema = z.object({
  patterns: z.array(z.string().min(1)).default([]),
  /** Leave out folders that hold a valid CACHEDIR.TAG. */
  caches: z.boolean().default(false),
  /** Leave out folders that hold a file of one of these names. */
  ifPresent: z.array(z.string().min(1)).default([]),
  /** Leave out files larger than so many bytes. */
  largerThan: countSchema.nullable().default(null),
  /** Stay on the file system of each folder. */
  oneFileSystem: z.boolean().default(false),
});
export type Exclusions = z.infer<typeof exclusionsSchema>;

const planFields = {
  name: z.string().trim().min(1).max(100),
  /** The folders to back up: absolute, real paths; none inside another. None where the plan has databases. */
  folders: z.array(pathSchema),
  exclusions: exclusionsSchema,
  /** Accept a volume without hard links, where every snapshot is a full copy. */
  allowFullCopies: z.boolean(),
};

export const planSchema = z.object({
  id: idSchema,
  /** Name of the plan's folder in the repository; never changes. */
  slug: z.string(),
  repositoryId: idSchema,
  /** All the repositories that take turns, by id and in order; older plans, which have one, name none. */
  rotation: z.array(idSchema).default([]),
  createdAt: instantSchema,
  /** Folders whose emptiness or absence is meant, until they have files again. */
  acceptEmpty: z.array(pathSchema),
  databases: z.array(databaseSourceSchema).default([]),
  /** Null: every snapshot is kept. So it is in plans from before there was a choice. */
  keep: keepPolicySchema.nullable().default(null),
  /** In which days, weeks and months are counted. */
  timeZone: timeZoneSchema.default(localTimeZone),
  /** When it is backed up by itself. */
  schedules: z.array(scheduleSchema).default([]),
  /** Commands of its own, in the order in which they are run. */
  hooks: z.array(hookSchema).default([]),
  /** How it deals with the drive of its repository. */
  drive: driveRulesSchema.default(defaultDrive),
  /** Of the sample data that people try Holdfast with: it protects nothing of theirs. Left out: it is a plan like any other. */
  sample: z.literal(true).optional(),
  ...planFields,
});
export type Plan = z.infer<typeof planSchema>;

export const planDraftSchema = z.object({
  ...planFields,
  /** Id or path of the repository. */
  repository: z.string(),
  /** Ids or paths of further ones: each backup goes to the one that is there, of several to the one whose last is oldest. */
  also: z.array(z.string()).optional(),
  folders: planFields.folders.default([]),
  databases: z.array(databaseDraftSchema).default([]),
  exclusions: exclusionsSchema.prefault({}),
  allowFullCopies: z.boolean().default(false),
  keep: keepPolicySchema.nullable().default(defaultKeep),
  timeZone: timeZoneSchema.default(localTimeZone),
  schedules: z.array(scheduleDraftSchema).default([]),
  hooks: z.array(hookDraftSchema).max(50).default([]),
  drive: driveRulesSchema.default(defaultDrive),
});
export type PlanDraft = z.infer<typeof planDraftSchema>;

export const planEditSchema = z.object({
  name: planFields.name.optional(),
  folders: planFields.folders.optional(),
  /** All of them: one that is left out is no longer backed up, and its password is forgotten. */
  databases: z.array(databaseDraftSchema).optional(),
  exclusions: exclusionsSchema.optional(),
  allowFullCopies: z.boolean().optional(),
  keep: keepPolicySchema.nullable().optional(),
  timeZone: timeZoneSchema.optional(),
  /** All of them: one that is left out is gone. */
  schedules: z.array(scheduleDraftSchema).optional(),
  /** All of them: one that is left out is gone. */
  hooks: z.array(hookDraftSchema).max(50).optional(),
  /** All of it. */
  drive: driveRulesSchema.optional(),
  /** Take the present emptiness or absence of the plan's folders as meant. */
  acceptEmpty: z.boolean().optional(),
  /** Ids or paths of all that take turns: one that is left out gets no more backups, and keeps its snapshots. */
  repositories: z.array(z.string()).min(1).optional(),
});
export type PlanEdit = z.infer<typeof planEditSchema>;

/**
 * How a plan stands. `never`: no good backup yet. `overdue`: no good backup for 1.25 times the longest interval of one of its
 * schedules; `aging` and `late`: after 6 and 24 hours, in a plan without a schedule. `unusual`: far more was changed or gone
 * than is usual, and nobody has said what that was.
 */
const planStates = [
  'running',
  'unusual',
  'good',
  'aging',
  'late',
  'overdue',
  'never',
  'failed',
  'unavailable',
] as const;

/** A repository of a plan, and what it holds of it. */
const planPlaceSchema = z.object({
  repositoryId: idSchema,
  path: pathSchema,
  /** Whether it is reachable right now. */
  available: z.boolean(),
  /** Whether backups go there; else it keeps the snapshots from when they did. */
  inRotation: z.boolean(),
  /** When the newest good copy there was made or last confirmed. */
  lastGoodAt: instantSchema.nullable(),
  snapshots: countSchema,
  /** It takes turns with others, and has had no good copy for more than a week for each of them. */
  longAgo: z.boolean(),
});
export type PlanPlace = z.infer<typeof planPlaceSchema>;

export const planStatusSchema = z.object({
  plan: planSchema,
  /** Where the next backup goes: of the repositories that are there, the one whose last good copy is oldest. */
  repositoryPath: pathSchema,
  /** Whether that one is reachable right now. */
  repositoryAvailable: z.boolean(),
  /** All that hold something of the plan, those that take turns first and in their order. */
  places: z.array(planPlaceSchema),
  state: z.enum(planStates),
  /** When the newest good copy was made or last confirmed. */
  lastGoodAt: instantSchema.nullable(),
  /** Since when a good backup has been overdue, also while one is running; null while none is. */
  overdueSince: instantSchema.nullable(),
  /** When one of its schedules comes due next; null where none does. */
  nextAt: instantSchema.nullable(),
  /** Far more was changed or gone than is usual, also while a backup runs; null where nothing waits for an answer. */
  unusual: unusualStatusSchema.nullable(),
  /** What a backup that is due waits for. */
  waitingFor: z.enum(waitReasons).nullable(),
  lastRunId: z.string().nullable(),
  lastOutcome: z.string().nullable(),
  lastError: z.string().nullable(),
  lastWarnings: countSchema,
  runningRunId: z.string().nullable(),
  snapshots: countSchema,
  /** Snapshots with files that are known to be damaged or missing. */
  damagedSnapshots: countSchema,
  /** Files and bytes of the newest snapshot with files. */
  files: countSchema,
  bytes: countSchema,
  /** Newest dumps of the databases of the plan's servers; null for a plan without servers. */
  dumps: z
    .object({
      databases: countSchema,
      bytes: countSchema,
      /** Of the newest dumps: those that a test restore proved, and those that failed one. */
      proven: countSchema,
      failed: countSchema,
      /** When a dump of the plan, not necessarily its newest, was last proved. */
      provenAt: instantSchema.nullable(),
    })
    .nullable(),
});
export type PlanStatus = z.infer<typeof planStatusSchema>;

/** What a plan would include, and what it would not and why. */
export const planPreviewSchema = z.object({
  done: z.boolean(),
  files: countSchema,
  folders: countSchema,
  bytes: countSchema,
  byFolder: z.array(z.object({ path: pathSchema, files: countSchema, bytes: countSchema, missing: z.boolean() })),
  excludedFiles: countSchema,
  excludedBytes: countSchema,
  /** Each reason with what it leaves out, and up to 20 examples of it. */
  excluded: z.array(
    z.object({ reason: z.string(), entries: countSchema, bytes: countSchema, examples: z.array(pathSchema) }),
  ),
  /** Patterns that match nothing. */
  idlePatterns: z.array(z.string()),
  unreadable: z.array(pathSchema),
});
export type PlanPreview = z.infer<typeof planPreviewSchema>;
