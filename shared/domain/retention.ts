import { z } from 'zod';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';

const quota = z.number().int().min(0).max(10_000).default(0);

/**
 * Which snapshots a plan keeps: each count is so many of the newest periods that have one, 0 leaves a rule out. What any
 * rule keeps, stays.
 */
export const keepPolicySchema = z.object({
  /** The newest snapshots, whenever they were made. */
  last: quota,
  /** All that are no older than so many days of 24 hours. */
  withinDays: quota,
  hourly: quota,
  daily: quota,
  weekly: quota,
  monthly: quota,
  yearly: quota,
});
export type KeepPolicy = z.infer<typeof keepPolicySchema>;

/** What the snapshots of one schedule are kept by: a policy of its own, `all` of them; null: the plan's policy. */
export const ownKeepSchema = z.union([z.literal('all'), keepPolicySchema]).nullable();
export type OwnKeep = z.infer<typeof ownKeepSchema>;

/** Of a new plan, unless somebody says otherwise. */
export const defaultKeep: KeepPolicy = {
  ...{ last: 3, withinDays: 1, hourly: 8, daily: 7, weekly: 4, monthly: 12, yearly: 3 },
};

/** The zone whose days, weeks and months count; IANA name. */
export const timeZoneSchema = z.string().refine(isTimeZone, { error: 'It is no time zone, such as Europe/Berlin.' });

export const localTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Rules of a policy that count something, in the order in which they are told. */
export const keepRules = ['last', 'within', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;
export type KeepRule = (typeof keepRules)[number];

/**
 * Why a snapshot stays whatever the policy says. `last-good`: it holds the last good copy of the files, of a folder or of a
 * database. `last-proven`: the last dump of a database that a test restore proved.
 */
export const protections = [
  'no-policy',
  'frozen',
  'plan-failing',
  'plan-unusual',
  'pinned',
  'safety',
  'last-good',
  'last-verified',
  'last-proven',
] as const;
export type Protection = (typeof protections)[number];

/** The schedule whose own policy it is; left out where it is the plan's. */
const scheduleId = idSchema.optional();

const keepReasonSchema = z.discriminatedUnion('kind', [
  /** By a rule: the `number`th of the `of` that it keeps, counted from the newest; of days for `within`. */
  z.object({ kind: z.enum(keepRules), number: countSchema, of: countSchema, scheduleId }),
  z.object({ kind: z.enum(protections), scheduleId }),
]);
export type KeepReason = z.infer<typeof keepReasonSchema>;

export const retainedSnapshotSchema = z.object({
  snapshotId: idSchema,
  name: z.string(),
  /** Where the repository is that holds it: each is judged by itself. */
  repositoryPath: pathSchema,
  completedAt: instantSchema,
  confirmedAt: instantSchema,
  keep: z.boolean(),
  /** Why it stays; none for what goes. */
  reasons: z.array(keepReasonSchema),
  /** When it will go if backups go on as they do; null where no day can be told. Of one that goes: now. */
  expiresAt: instantSchema.nullable(),
});
export type RetainedSnapshot = z.infer<typeof retainedSnapshotSchema>;

/** What keeps all snapshots of a plan for now. */
export const freezes = ['clock', 'failing', 'unusual'] as const;

/** What a policy makes of the snapshots that a plan has, newest first. */
export const retentionPreviewSchema = z.object({
  planId: idSchema,
  planName: z.string(),
  /** Null: everything is kept. */
  keep: keepPolicySchema.nullable(),
  timeZone: z.string(),
  /** Nothing goes now, whatever the policy says; null where it may. */
  frozen: z.enum(freezes).nullable(),
  /** What is odd about the policy, in sentences. */
  concerns: z.array(z.string()),
  /** Schedules that have a policy of their own: the snapshots that they made or confirmed go by that. */
  schedules: z.array(z.object({ scheduleId: idSchema, words: z.string(), keep: ownKeepSchema.unwrap() })),
  snapshots: z.array(retainedSnapshotSchema),
});
export type RetentionPreview = z.infer<typeof retentionPreviewSchema>;

/** What a policy would come to keep if backups went on for ever. */
export const keepCalendarSchema = z.object({
  /** The last twelve months, this one last. */
  months: z.array(
    z.object({
      /** 2026-11 */
      month: z.string(),
      /** What each of its days would keep, from the 1st on; days to come have none. */
      days: z.array(z.object({ snapshots: countSchema, rules: z.array(z.enum(keepRules)) })),
    }),
  ),
  /** Days before these that would keep something, newest first: 2024-01-01. */
  older: z.array(z.string()),
  concerns: z.array(z.string()),
});
export type KeepCalendar = z.infer<typeof keepCalendarSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
