import { z } from 'zod';

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Reserved floor: a run stops before the repository's volume has less free. */
  keepFreeBytes: z
    .number()
    .int()
    .nonnegative()
    .default(256 * 1024 * 1024),
});
export type Settings = z.infer<typeof settingsSchema>;
