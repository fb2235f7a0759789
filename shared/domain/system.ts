import { z } from 'zod';
import { countSchema, pathSchema } from './primitives.ts';

export const programSchema = z.object({
  name: z.string(),
  purpose: z.string(),
  version: z.string().nullable(),
  path: z.string().nullable(),
  ok: z.boolean(),
  /** What is wrong and the command that cures it; null when ok. */
  problem: z.string().nullable(),
});
export type Program = z.infer<typeof programSchema>;

const checkSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** Fine as it is, but the message is worth reading. */
  note: z.boolean().optional(),
  message: z.string(),
});

export const doctorSchema = z.object({
  programs: z.array(programSchema),
  /** Home, catalogue, repositories: each with its state in a sentence. */
  checks: z.array(checkSchema),
  ok: z.boolean(),
});
export type Doctor = z.infer<typeof doctorSchema>;

/** A folder of this computer, for choosing. */
export const folderSchema = z.object({
  path: pathSchema,
  name: z.string(),
  hidden: z.boolean(),
  readable: z.boolean(),
});
export type Folder = z.infer<typeof folderSchema>;

export const systemStatusSchema = z.object({
  version: z.string(),
  contract: countSchema,
  home: pathSchema,
  owner: z.enum(['window', 'host', 'command']),
  pid: countSchema,
  userHome: pathSchema,
});
export type SystemStatus = z.infer<typeof systemStatusSchema>;

/** What changed in the engine: whoever shows it reads it again. */
export const changeEventSchema = z.object({
  topics: z.array(z.enum(['plans', 'runs', 'snapshots', 'repositories', 'settings', 'notifications', 'sample'])),
});
export type ChangeEvent = z.infer<typeof changeEventSchema>;
