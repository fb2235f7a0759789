import { z } from 'zod';
import { instantSchema } from '../domain/primitives.ts';
import { occurrenceSchema, schedulesSchema, timingSchema } from '../domain/schedule.ts';
import { base, page, pageInput } from './base.ts';

const count = z.coerce.number().int().min(1).max(100).default(5);

/** What starts by itself. Schedules are made and changed with their plan (`plans.create`, `plans.edit`). */
export const schedulesContract = {
  /** All schedules with their next `count` runs, and whether they are paused. */
  get: base.route({ method: 'GET', path: '/schedules' }).input(z.object({ count })).output(schedulesSchema),
  /** Times at which schedules came due, and what became of each: newest first. `plan` is a plan's id or name. */
  occurrences: base
    .route({ method: 'GET', path: '/schedules/occurrences' })
    .input(
      z.object({
        plan: z.string().optional(),
        state: occurrenceSchema.shape.state.optional(),
        ...pageInput,
      }),
    )
    .output(page(occurrenceSchema)),
  /** How times read in words, and when they come due next. */
  preview: base
    .route({ method: 'POST', path: '/schedules/preview' })
    .input(timingSchema.extend({ count }))
    .output(z.object({ words: z.string(), next: z.array(instantSchema) })),
  /** Nothing starts by itself before `until`; null: before somebody resumes. What came due meanwhile is made up for once. */
  pause: base
    .route({ method: 'POST', path: '/schedules/pause' })
    .input(z.object({ until: instantSchema.nullable().default(null) }))
    .output(schedulesSchema),
  resume: base.route({ method: 'POST', path: '/schedules/resume' }).output(schedulesSchema),
  /** Says that the clock is right as it is, after it was set by more than an hour. */
  acceptClock: base.route({ method: 'POST', path: '/schedules/clock' }).output(schedulesSchema),
};
