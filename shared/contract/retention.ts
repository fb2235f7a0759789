import { z } from 'zod';
import {
  keepCalendarSchema,
  keepPolicySchema,
  localTimeZone,
  ownKeepSchema,
  retentionPreviewSchema,
  timeZoneSchema,
} from '../domain/retention.ts';
import { scheduleSchema, timingSchema } from '../domain/schedule.ts';
import { base } from './base.ts';

/** `plan` is a plan's id or name. */
const plan = z.object({ plan: z.string() });

export const retentionContract = {
  /**
   * The dry run: what of a plan's snapshots stays and goes, and why; with another policy, zone, or policies of schedules' own if
   * these are given.
   */
  preview: base
    .route({ method: 'POST', path: '/plans/{plan}/retention' })
    .input(
      plan.extend({
        keep: keepPolicySchema.nullable().optional(),
        timeZone: timeZoneSchema.optional(),
        schedules: z
          .array(scheduleSchema.pick({ id: true, keep: true }))
          .max(50)
          .optional(),
      }),
    )
    .output(retentionPreviewSchema),
  /** What a policy would come to keep with these schedules; without any, as if there were a backup every hour. */
  calendar: base
    .route({ method: 'POST', path: '/retention/calendar' })
    .input(
      z.object({
        keep: keepPolicySchema.nullable(),
        timeZone: timeZoneSchema.default(localTimeZone),
        schedules: z
          .array(timingSchema.extend({ keep: ownKeepSchema.default(null) }))
          .max(50)
          .default([]),
      }),
    )
    .output(keepCalendarSchema),
  /** Deletes what the plan's policy lets go of: a run for each of its repositories that is there and has something to go. */
  prune: base
    .route({ method: 'POST', path: '/plans/{plan}/prune' })
    .input(plan)
    .output(z.object({ runIds: z.array(z.string()) })),
};
