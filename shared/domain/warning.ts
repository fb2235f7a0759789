import { z } from 'zod';
import { pathSchema } from './primitives.ts';

/** What a run can warn about. Each names one path; `message` says it in a sentence. */
const warningCodes = [
  'vanished',
  'unreadable',
  'changed-while-copied',
  'source-missing',
  'base-damaged',
  'not-restored',
  'not-finished',
  'from-another-snapshot',
  'not-deleted',
  'not-repaired',
  'attributes-not-kept',
  'owner-unknown',
  'destination-excluded',
  'pattern-matches-nothing',
  'file-damaged',
  'full-copies',
  'possible-corruption',
  'database-failed',
  'hook-failed',
  'hook-not-agreed',
  'unusual-change',
] as const;

export const warningSchema = z.object({
  code: z.enum(warningCodes),
  path: pathSchema,
  message: z.string(),
});

export type Warning = z.infer<typeof warningSchema>;
