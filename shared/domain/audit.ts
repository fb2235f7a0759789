import { z } from 'zod';
import { countSchema, idSchema, instantSchema } from './primitives.ts';
import { outcomes } from './run.ts';

/**
 * By which way an order came: from the window (also in a browser), from the command line, over the REST interface of the
 * host; or nobody gave one and the engine acted by itself.
 */
export const auditWays = ['window', 'command', 'host', 'engine'] as const;
export type AuditWay = (typeof auditWays)[number];

/** Everything the audit trail tells of. */
export const auditActions = [
  'restore',
  'restore-undo',
  'restore-finish',
  'database-restore',
  'database-restore-undo',
  'snapshot-delete',
  'prune',
  'snapshot-pin',
  'snapshot-unpin',
  'unusual-answer',
  'trash-empty',
  'repair',
  'settings-change',
  'channel-add',
  'channel-change',
  'channel-remove',
  'plan-add',
  'plan-edit',
  'plan-remove',
  'hook-try',
  'schedule-pause',
  'schedule-resume',
  'clock-off',
  'clock-agrees',
  'repository-init',
  'repository-connect',
  'repository-adopt',
  'rebuild',
  'import',
] as const;
export type AuditAction = (typeof auditActions)[number];

const recordSchema = z.record(z.string(), z.unknown());

/** What there is to say beyond who, what and when; each part where it applies. Never secrets. */
export const auditDetailsSchema = z.object({
  /** What was asked for: paths (the first 20), target, choices. */
  order: recordSchema.optional(),
  /** What the dry run had promised, and whether its phrase was typed. */
  planned: recordSchema.optional(),
  /** What changed of settings, a plan or a repository. */
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })).optional(),
  /** What was done: counts. */
  result: recordSchema.optional(),
  warnings: countSchema.optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type AuditDetails = z.infer<typeof auditDetailsSchema>;

/** One entry of the audit trail. Entries are added and never changed or removed. */
export const auditEntrySchema = z.object({
  /** Grows with each entry. */
  number: countSchema,
  /** When it was done; of a run, when it ended. */
  at: instantSchema,
  /** The system's user in whose name the engine acted. */
  user: z.string(),
  /** Null where the system knows no user ids. */
  uid: z.number().int().nullable(),
  way: z.enum(auditWays),
  action: z.enum(auditActions),
  /** What it was done to, in words. */
  subject: z.string(),
  /** Plan and snapshot as they were named then. */
  planId: idSchema.nullable(),
  planName: z.string().nullable(),
  snapshotId: idSchema.nullable(),
  snapshotName: z.string().nullable(),
  runId: idSchema.nullable(),
  outcome: z.enum(outcomes),
  details: auditDetailsSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditFormats = ['jsonl', 'csv'] as const;
export type AuditFormat = (typeof auditFormats)[number];
