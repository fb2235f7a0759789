import { z } from 'zod';
import { countSchema, idSchema, pathSchema } from './primitives.ts';

/** What is done when sample data is made, in this order. */
export const sampleSteps = ['files', 'database', 'backup', 'changes', 'proof'] as const;
export type SampleStep = (typeof sampleSteps)[number];

/** `unfinished`: making or removing it was cut off; removing it, or making it anew, puts that right. */
const sampleStates = ['none', 'making', 'ready', 'removing', 'unfinished'] as const;

/** Data of somebody who does not exist, with a plan of its own, for trying Holdfast. */
export const sampleStatusSchema = z.object({
  state: z.enum(sampleStates),
  /** While it is being made: what is done right now. */
  step: z.enum(sampleSteps).nullable(),
  /** How many of its steps are done, and how many there are, while it is being made. */
  done: countSchema,
  total: countSchema,
  /** All of it lies there, but for a database server that had to be elsewhere. */
  folder: pathSchema,
  planId: idSchema.nullable(),
  /** PostgreSQL's version (15) of its server; null: it has none. */
  databaseMajor: countSchema.nullable(),
  /** Why it has no database: PostgreSQL's server programs are not there, or the server failed for the reason in `detail`. */
  withoutDatabase: z.object({ reason: z.enum(['no-programs', 'failed']), detail: z.string() }).nullable(),
});
export type SampleStatus = z.infer<typeof sampleStatusSchema>;
