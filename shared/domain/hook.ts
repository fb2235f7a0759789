import { z } from 'zod';
import { countSchema, idSchema } from './primitives.ts';

/**
 * When a command of a plan is run. `before`: once the drive is there and the plan is locked, before anything is written.
 * `success`, `warning`, `failure`: after a run that ended so; one that was skipped counts as a failure, a cancelled one as none
 * of them. `always`: after every run that had come to its commands before, however it ended.
 */
export const hookMoments = ['before', 'success', 'warning', 'failure', 'always'] as const;
export type HookMoment = (typeof hookMoments)[number];

/** A command of a plan's own. */
export const hookSchema = z.object({
  id: idSchema,
  when: z.enum(hookMoments),
  /** A line for the system's shell: it is given to `/bin/sh -c`. */
  command: z
    .string()
    .trim()
    .min(1, 'A command is missing.')
    .max(10_000)
    .refine((command) => !command.includes('\0'), 'A command holds no null characters.'),
  /** It is ended, with all that it started, when it takes longer. */
  timeoutSeconds: z.number().int().min(1).max(86_400).default(300),
  /** Of a command before: nothing is backed up when it fails. */
  stopOnFailure: z.boolean().default(false),
  /** Somebody wrote it, or agreed to it, on this computer. One that came with a repository is not run before. */
  agreed: z.boolean().default(false),
});
export type Hook = z.infer<typeof hookSchema>;

/** A command as it is wished for. With the id of one that the plan has, that one is changed. */
export const hookDraftSchema = hookSchema.extend({
  id: idSchema.optional(),
  /** True: agree to one that came with a repository. Left out: one whose command stays as it is remains as it was. */
  agreed: z.boolean().optional(),
});
export type HookDraft = z.infer<typeof hookDraftSchema>;

/** How a command ended. `timed-out`, `cancelled`: it was ended. `not-started`: there is no shell. */
const hookEnds = ['done', 'failed', 'timed-out', 'cancelled', 'not-started'] as const;

export const hookReportSchema = z.object({
  when: z.enum(hookMoments),
  command: z.string(),
  end: z.enum(hookEnds),
  /** Null where a signal ended it, or it was not started. */
  exitCode: z.number().int().nullable(),
  durationMs: countSchema,
});
export type HookReport = z.infer<typeof hookReportSchema>;

/** A command that was tried: with the end of what it wrote, 64 KB at most. */
export const hookTrialSchema = hookReportSchema.extend({ output: z.string() });
export type HookTrial = z.infer<typeof hookTrialSchema>;
