import { z } from 'zod';
import { languageChoiceSchema } from './language.ts';
import { feedAddressSchema } from './new-version.ts';

const fields = {
  theme: z.enum(['system', 'light', 'dark']),
  language: languageChoiceSchema,
  /** Reserved floor: a run stops before the repository's volume has less free. */
  keepFreeBytes: z.number().int().nonnegative(),
  /** Asked once a day for the newest version; null: nobody is. */
  newVersionFeed: feedAddressSchema.nullable(),
  /** Closing the desktop window leaves the program in the tray, where there is one. */
  keepInTray: z.boolean(),
};

export const settingsSchema = z.object({
  theme: fields.theme.default('system'),
  language: fields.language.default('system'),
  keepFreeBytes: fields.keepFreeBytes.default(256 * 1024 * 1024),
  newVersionFeed: fields.newVersionFeed.default(null),
  keepInTray: fields.keepInTray.default(true),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Without defaults: what is not given stays as it is. */
export const settingsChangesSchema = z.object(fields).partial();
