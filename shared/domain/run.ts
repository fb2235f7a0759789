import { z } from 'zod';
import { repairItemSchema } from './damage.ts';
import { databaseRestoreResultSchema } from './database-restore.ts';
import { hookReportSchema } from './hook.ts';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';
import { warningSchema } from './warning.ts';

export const runKinds = [
  'backup',
  'restore',
  'verify',
  'test-restore',
  'restore-database',
  'repair',
  'delete',
  'rebuild',
] as const;
export type RunKind = (typeof runKinds)[number];

/** Every run ends in exactly one of these. */
export const outcomes = [
  'succeeded',
  'succeeded-with-warnings',
  'failed',
  'cancelled',
  'interrupted',
  'skipped',
] as const;
export type Outcome = (typeof outcomes)[number];

/** What a backup may be limited to. */
export const backupParts = ['files', 'databases'] as const;
export type BackupPart = (typeof backupParts)[number];

/** The steps of runs, in the order in which a run takes them. */
export const runPhases = [
  'checking',
  /** The plan's own commands, before and after. */
  'commands',
  'dumping',
  'scanning',
  'hashing',
  'cloning',
  'copying',
  'committing',
  'verifying',
  'repairing',
  'saving',
  'restoring',
  'test-restoring',
  'proving',
  'swapping',
  'comparing',
  'deleting',
  'reading',
] as const;
export type RunPhase = (typeof runPhases)[number];

export const progressSchema = z.object({
  phase: z.enum(runPhases),
  filesDone: countSchema,
  /** Null while not yet known. */
  filesTotal: countSchema.nullable(),
  bytesDone: countSchema,
  bytesTotal: countSchema.nullable(),
  bytesPerSecond: countSchema,
  /** Of steps that move no bytes. */
  filesPerSecond: countSchema.optional(),
  /** Estimated time left; null while not yet known. */
  leftMs: countSchema.nullable(),
  /** What is being worked on. */
  path: pathSchema.nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

/** What a backup did to the files. */
export const fileCountsSchema = z.object({
  added: countSchema,
  changed: countSchema,
  removed: countSchema,
  unchanged: countSchema,
  /** Of those added and changed: files that were renamed or moved there, linked to their last copy. Older runs tell none. */
  moved: countSchema.default(0),
  /** Files whose content the snapshot before held and this one does not. Older runs tell none. */
  lost: countSchema.optional(),
  bytesCopied: countSchema,
});
export type FileCounts = z.infer<typeof fileCountsSchema>;

const runErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
});

const findingFields = {
  snapshot: z.string(),
  path: pathSchema,
  /** Names of other snapshots that share the very copy, the first 100. Older runs tell none. */
  sharedWith: z.array(z.string()).optional(),
};

/** A database that a backup dumped, or why it could not; `database` is null for what concerns the server as a whole. */
const backedUpDatabaseSchema = z.object({
  label: z.string(),
  database: z.string().nullable(),
  bytes: countSchema,
  tables: countSchema,
  rows: countSchema,
  durationMs: countSchema,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type BackedUpDatabase = z.infer<typeof backedUpDatabaseSchema>;

/** A dump that was tested by restoring it; the rest of what was found is its proof. */
const testedDatabaseSchema = z.object({
  /** Id of the snapshot. */
  snapshot: idSchema,
  label: z.string(),
  database: z.string(),
  ok: z.boolean(),
  checks: z.object({ passed: countSchema, total: countSchema }),
  failures: z.array(z.string()),
  remarks: z.array(z.string()),
  restoreMs: countSchema,
  checkMs: countSchema,
});
export type TestedDatabase = z.infer<typeof testedDatabaseSchema>;

/** What a run did, by its kind. */
export const runResultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('backup'),
    /** No file changed and no database was dumped: the newest snapshot was confirmed. */
    unchanged: z.boolean(),
    files: fileCountsSchema,
    /** Only the databases were asked for, or the plan has no folders: `files` says nothing. */
    withoutFiles: z.boolean().optional(),
    /** Those dumped, then those that failed. Older runs tell none. */
    databases: z.array(backedUpDatabaseSchema).optional(),
    /** Snapshots that the plan no longer keeps, deleted as room had run out. Left out where none were. */
    pruned: countSchema.optional(),
  }),
  z.object({
    kind: z.literal('restore'),
    created: countSchema,
    overwritten: countSchema,
    deleted: countSchema,
    kept: countSchema,
    bytes: countSchema,
    /** Put under another name, as what was there stayed. Of this and what follows older runs tell none. */
    beside: countSchema.default(0),
    /** Left as they were, as they were modified later than what would have replaced them; of an undo: since the restore. */
    keptNewer: countSchema.default(0),
    /** What the restore changed, as it was before: by it the restore can be undone. */
    safetySnapshotId: idSchema.nullable().default(null),
    /** Run id of the restore that this one took back. */
    undoOf: idSchema.nullable().default(null),
  }),
  z.object({
    kind: z.literal('verify'),
    checked: countSchema,
    /** Links that were looked at beside the files; they have no content. */
    links: countSchema.optional(),
    /** Dumps of databases whose files are among those checked. */
    dumps: countSchema.optional(),
    bytes: countSchema,
    damaged: z.array(z.object({ ...findingFields, reason: z.string() })),
    missing: z.array(z.object(findingFields)),
  }),
  z.object({
    kind: z.literal('test-restore'),
    /** Those that could be tested; the run's warnings tell of the others. */
    databases: z.array(testedDatabaseSchema),
  }),
  databaseRestoreResultSchema,
  z.object({
    kind: z.literal('repair'),
    /** Nothing was changed: the numbers tell what could be done. */
    dryRun: z.boolean(),
    /** Files, each counted once however many snapshots share it. */
    repaired: countSchema,
    fromSnapshot: countSchema,
    fromSource: countSchema,
    /** Found to be right after all. */
    sound: countSchema,
    left: countSchema,
    /** Of the files that were repaired. */
    bytes: countSchema,
    /** The first 1,000, those that were left before all others. */
    items: z.array(repairItemSchema),
  }),
  z.object({ kind: z.literal('delete'), entries: countSchema }),
  z.object({ kind: z.literal('rebuild'), plans: countSchema, snapshots: countSchema }),
]);
export type RunResult = z.infer<typeof runResultSchema>;

/** What a step of a run took. */
export const runStepSchema = z.object({ phase: z.enum(runPhases), durationMs: countSchema });
export type RunStep = z.infer<typeof runStepSchema>;

export const runSchema = z.object({
  id: idSchema,
  kind: z.enum(runKinds),
  planId: idSchema.nullable(),
  planName: z.string().nullable(),
  snapshotId: idSchema.nullable(),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  durationMs: countSchema,
  /** Null while it is going on. */
  outcome: z.enum(outcomes).nullable(),
  /** What the run was asked to do, in a sentence's words (folders, target). */
  subject: z.string(),
  result: runResultSchema.nullable(),
  error: runErrorSchema.nullable(),
  warningCount: countSchema,
  steps: z.array(runStepSchema),
  progress: progressSchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;

export const runDetailSchema = runSchema.extend({
  /** The plan's own commands that were run for it, in their order. */
  hooks: z.array(hookReportSchema),
  /** The first 1,000 warnings. */
  warnings: z.array(warningSchema),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

/** What a run's event stream yields: progress about ten times a second, then the run as it ended. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), runId: idSchema, progress: progressSchema }),
  z.object({ type: z.literal('ended'), run: runDetailSchema }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

export const isGood = (outcome: Outcome | null): boolean =>
  outcome === 'succeeded' || outcome === 'succeeded-with-warnings';
