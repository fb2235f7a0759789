import { z } from 'zod';
import { parseCron } from './cron.ts';
import { countSchema, idSchema, instantSchema } from './primitives.ts';
import { localTimeZone, ownKeepSchema, timeZoneSchema } from './retention.ts';
import { backupParts, outcomes } from './run.ts';

/** A time of day: 03:00. */
const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is given as 03:00.');

const cronSchema = z.string().superRefine((expression, context) => {
  try {
    parseCron(expression);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});

/** How often, in the time zone of the schedule. */
export const everySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hourly'), minute: z.number().int().min(0).max(59) }),
  z.object({ kind: z.literal('daily'), at: timeOfDaySchema }),
  /** 0 is Sunday. */
  z.object({ kind: z.literal('weekly'), day: z.number().int().min(0).max(6), at: timeOfDaySchema }),
  /** The month's last day where it is shorter. */
  z.object({ kind: z.literal('monthly'), day: z.number().int().min(1).max(31), at: timeOfDaySchema }),
  z.object({ kind: z.literal('cron'), expression: cronSchema }),
]);
export type Every = z.infer<typeof everySchema>;

/** When it comes due: what is needed to compute its occurrences. */
export const timingSchema = z.object({ every: everySchema, timeZone: timeZoneSchema.default(localTimeZone) });
export type Timing = z.infer<typeof timingSchema>;

export const scheduleSchema = timingSchema.extend({
  id: idSchema,
  /** Each occurrence starts up to so many minutes later, by chance, so that not everything starts at once. */
  jitterMinutes: z.number().int().min(0).max(720).default(0),
  enabled: z.boolean().default(true),
  /** What of the plan is backed up. */
  scope: z.array(z.enum(backupParts)).min(1),
  /** On battery, wait while less than so many percent are left; null: don't care. */
  minPercent: z.number().int().min(1).max(100).nullable().default(null),
  /** How long the snapshots that it makes are kept. */
  keep: ownKeepSchema.default(null),
  /** Only what comes due after this counts: when it was made, enabled or last given other times. */
  since: instantSchema,
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** A schedule as it is wished for. With the id of one that the plan has, that one is changed. */
export const scheduleDraftSchema = scheduleSchema.omit({ since: true }).extend({
  id: idSchema.optional(),
  scope: scheduleSchema.shape.scope.default([...backupParts]),
});
export type ScheduleDraft = z.infer<typeof scheduleDraftSchema>;

/** Why an occurrence that is due has not started yet. */
export const waitReasons = [
  'paused',
  'battery',
  'volume-away',
  'wrong-volume',
  'read-only',
  'network',
  'keyring',
  'busy',
] as const;
export type WaitReason = (typeof waitReasons)[number];

/**
 * Why an occurrence never started: it waited for one of those until the next one came due; nothing of Holdfast ran, or the
 * computer was asleep (`missed`: a later one made up for it); a backup had been made meanwhile (`covered`).
 */
export const skipReasons = [...waitReasons, 'missed', 'covered'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** A time at which a schedule came due, and what became of it. */
export const occurrenceSchema = z.object({
  number: countSchema,
  planId: idSchema,
  /** Null for a plan that is no longer there. */
  planName: z.string().nullable(),
  scheduleId: idSchema,
  /** Its time on the schedule's own clock: 2026-11-21T03:00. At most one for each schedule. */
  key: z.string(),
  dueAt: instantSchema,
  /** When it was started, skipped, or last looked at while it waits. */
  decidedAt: instantSchema,
  /** Waiting: not decided yet. */
  state: z.enum(['waiting', 'started', 'skipped']),
  /** What it waits for, or why it was skipped. */
  reason: z.enum(skipReasons).nullable(),
  runId: idSchema.nullable(),
  /** Of its run; null while that is going on, and without one. */
  outcome: z.enum(outcomes).nullable(),
});
export type Occurrence = z.infer<typeof occurrenceSchema>;

/** A schedule with what comes next. */
export const scheduleStatusSchema = z.object({
  planId: idSchema,
  planName: z.string(),
  schedule: scheduleSchema,
  /** The next times at which it comes due; none where it is not enabled. */
  next: z.array(instantSchema),
  /** The last that came due. */
  last: occurrenceSchema.nullable(),
});
export type ScheduleStatus = z.infer<typeof scheduleStatusSchema>;

/** All that starts by itself, and what holds it up. */
export const schedulesSchema = z.object({
  /** Whether whoever answers stays and starts what comes due; a single command does not. */
  keeping: z.boolean(),
  /** Nothing is started before; `9999-12-31…` until somebody resumes. Null: not paused. */
  pausedUntil: instantSchema.nullable(),
  clock: z.object({
    /** False once the clock was set by more than an hour, until it agrees again or somebody says that it is right. */
    trusted: z.boolean(),
    /** By how much it is off then: positive when it is ahead. */
    offMs: z.number().int(),
    notedAt: instantSchema.nullable(),
  }),
  schedules: z.array(scheduleStatusSchema),
});
export type Schedules = z.infer<typeof schedulesSchema>;

/** A pause without an end. */
export const endlessPause = '9999-12-31T00:00:00.000Z';
