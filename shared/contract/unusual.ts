import { z } from 'zod';
import { unusualAnswers, unusualChangeSchema, unusualDetailsSchema } from '../domain/unusual.ts';
import { base } from './base.ts';

/** `plan` is a plan's id or name. */
const plan = z.object({ plan: z.string() });

export const unusualContract = {
  /** Of all plans, the unusual changes that wait for an answer. */
  list: base.route({ method: 'GET', path: '/unusual-changes' }).output(z.array(unusualChangeSchema)),
  /** What changed, from the snapshot before to the last one; null where nothing of the plan waits for an answer. */
  details: base
    .route({ method: 'GET', path: '/plans/{plan}/unusual-change' })
    .input(plan)
    .output(unusualDetailsSchema.nullable()),
  /** Says what it was, so that the plan's policy holds again. */
  answer: base
    .route({ method: 'POST', path: '/plans/{plan}/unusual-change/answer' })
    .input(plan.extend({ answer: z.enum(unusualAnswers) })),
};
