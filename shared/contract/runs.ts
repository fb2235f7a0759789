import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { backupParts, outcomes, runDetailSchema, runEventSchema, runKinds, runSchema } from '../domain/run.ts';
import { base, page, pageInput } from './base.ts';

const run = z.object({ run: z.string() });
export const startedSchema = z.object({ runId: z.string() });

export const runsContract = {
  /** Starts a backup and returns at once; a second start of a running plan fails with `plan-busy`. */
  backup: base
    .route({ method: 'POST', path: '/runs' })
    .input(
      z.object({
        plan: z.string(),
        fullChecksum: z.boolean().default(false),
        /** Null, or left out: folders and databases, whatever the plan has. */
        only: z.enum(backupParts).nullish(),
        /** Id or path of the repository it goes to; left out: the plan's that is there, of several the one whose last is oldest. */
        repository: z.string().optional(),
      }),
    )
    .output(startedSchema),
  /** Newest first. */
  list: base
    .route({ method: 'GET', path: '/runs' })
    .input(
      z.object({
        plan: z.string().optional(),
        kind: z.enum(runKinds).optional(),
        outcome: z.enum(outcomes).optional(),
        ...pageInput,
      }),
    )
    .output(page(runSchema)),
  /** `run` is an id or a unique prefix of one. */
  get: base.route({ method: 'GET', path: '/runs/{run}' }).input(run).output(runDetailSchema),
  /** Lines of the run's log, from line `from` (0-based), 1,000 at most. */
  log: base
    .route({ method: 'GET', path: '/runs/{run}/log' })
    .input(run.extend({ from: z.coerce.number().int().nonnegative().default(0) }))
    .output(z.object({ lines: z.array(z.string()), next: z.number().int().nullable() })),
  cancel: base.route({ method: 'POST', path: '/runs/{run}/cancel' }).input(run).output(z.void()),
  /** Yields progress, then the run as it ended, and ends. */
  watch: base.route({ method: 'GET', path: '/runs/{run}/events' }).input(run).output(eventIterator(runEventSchema)),
};
