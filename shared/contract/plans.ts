import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { hookDraftSchema, hookTrialSchema } from '../domain/hook.ts';
import {
  exclusionsSchema,
  planDraftSchema,
  planEditSchema,
  planPreviewSchema,
  planStatusSchema,
} from '../domain/plan.ts';
import { base } from './base.ts';

/** `plan` is a plan's id or name. */
const plan = z.object({ plan: z.string() });

export const plansContract = {
  list: base.route({ method: 'GET', path: '/plans' }).output(z.array(planStatusSchema)),
  get: base.route({ method: 'GET', path: '/plans/{plan}' }).input(plan).output(planStatusSchema),
  create: base.route({ method: 'POST', path: '/plans' }).input(planDraftSchema).output(planStatusSchema),
  edit: base
    .route({ method: 'PATCH', path: '/plans/{plan}' })
    .input(plan.extend({ changes: planEditSchema }))
    .output(planStatusSchema),
  /** Forgets the plan. Its snapshots stay in the repository and can be connected again. */
  remove: base.route({ method: 'DELETE', path: '/plans/{plan}' }).input(plan).output(z.void()),
  /**
   * Runs a command now, as a run of that plan would, and tells what came of it. It is what it is: whatever the command does is
   * done. Ended when whoever asked goes away.
   */
  tryHook: base
    .route({ method: 'POST', path: '/plans/hooks/try' })
    .input(
      z.object({
        plan: z.string().optional(),
        hook: hookDraftSchema.pick({ when: true, command: true, timeoutSeconds: true }),
      }),
    )
    .output(hookTrialSchema),
  /** Yields growing totals while the folders are walked; the last one has `done: true`. */
  preview: base
    .route({ method: 'POST', path: '/plans/preview' })
    .input(
      z.object({
        folders: z.array(z.string()).min(1),
        exclusions: exclusionsSchema.prefault({}),
        repository: z.string().optional(),
        /** Further repositories, which take turns with it. */
        also: z.array(z.string()).optional(),
      }),
    )
    .output(eventIterator(planPreviewSchema)),
};
