import { z } from 'zod';
import { isFeedAddress } from '../feed-address.ts';
import { instantSchema } from './primitives.ts';

/** `1.2.3`, or `1.2.3-beta.1`. */
const versionSchema = z.string().regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.-]{1,40})?$/);

/** Of a feed, and of what it leads to. */
export const feedAddressSchema = z.string().refine(isFeedAddress, {
  error: 'It has to be an https address without name and password.',
});

/** What a feed answers: a JSON object; what else is in it is passed over. */
export const releaseSchema = z.object({
  version: versionSchema,
  /** Where people read of it, and get it. */
  page: feedAddressSchema.nullable().default(null),
});
export type Release = z.infer<typeof releaseSchema>;

/** What is known of newer versions. */
export const newVersionSchema = z.object({
  /** The one that runs. */
  current: z.string(),
  /** Who is asked, once a day; null: nobody. */
  feed: z.string().nullable(),
  /** When the feed was last asked; null: not yet. */
  askedAt: instantSchema.nullable(),
  /** What it told when it last answered. */
  newest: releaseSchema.nullable(),
  /** Whether that is newer than the one that runs. */
  newer: z.boolean(),
  /** Why the last asking failed; null when it did not. */
  problem: z.string().nullable(),
});
export type NewVersion = z.infer<typeof newVersionSchema>;
