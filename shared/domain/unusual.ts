import { z } from 'zod';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';

const share = z.number().min(0);

/** How far a backup went beyond what is usual for its plan. */
export const unusualExtentSchema = z.object({
  /** Files of the snapshot before, the one that it was compared with. */
  files: countSchema,
  /** Of these: those whose content is another now. */
  changed: countSchema,
  /** Those that are gone, while no file that came has their content: what was only renamed or moved is not among them. */
  removed: countSchema,
  /** The share of files that a backup of the plan usually finds so; null where too few were made to tell. */
  usual: share.nullable(),
  /** The share from which it is unusual. */
  bound: share,
});
export type UnusualExtent = z.infer<typeof unusualExtentSchema>;

/** What somebody said to an unusual change. `mine`: it was meant. `restored`: it was not, and it has been put right. */
export const unusualAnswers = ['mine', 'restored'] as const;
export type UnusualAnswer = (typeof unusualAnswers)[number];

const momentSchema = z.object({ snapshotId: idSchema, name: z.string(), at: instantSchema });

/** An unusual change of a plan that nobody has answered yet: until then nothing of the plan is deleted. */
export const unusualChangeSchema = unusualExtentSchema.extend({
  planId: idSchema,
  planName: z.string(),
  /** The first backup that found one, and the last one. The extent is that of the one that went furthest. */
  first: momentSchema,
  last: momentSchema,
  /** The last snapshot before it, from which can be restored; null where there is none any more. */
  before: momentSchema.nullable(),
  /** When something of the plan was last restored since; null where nothing was. */
  restoredAt: instantSchema.nullable(),
});
export type UnusualChange = z.infer<typeof unusualChangeSchema>;

/** What of it a plan's state tells. */
export const unusualStatusSchema = unusualExtentSchema.pick({ files: true, changed: true, removed: true }).extend({
  /** When the first backup that found one was made. */
  since: instantSchema,
});
export type UnusualStatus = z.infer<typeof unusualStatusSchema>;

const exampleSchema = z.object({
  path: pathSchema,
  sizeBefore: countSchema,
  /** Null where the file is gone. */
  sizeAfter: countSchema.nullable(),
});
export type UnusualExample = z.infer<typeof exampleSchema>;

/** What changed, from the snapshot before the first unusual backup to the last one. */
export const unusualDetailsSchema = z.object({
  change: unusualChangeSchema,
  /** Files with another content, those gone, and those that came. */
  changed: countSchema,
  removed: countSchema,
  added: countSchema,
  /** Bytes of content that the last snapshot does not hold any more. */
  bytes: countSchema,
  /** The endings of names with the most files: how many changed or went, and how many came. An empty one: names without. */
  types: z.array(z.object({ ending: z.string(), lost: countSchema, added: countSchema })),
  /** The ending that most of the files that came have behind the whole name of one that went; null where few do. */
  renamed: z.object({ ending: z.string(), files: countSchema }).nullable(),
  /** Where it happened: the folders with the most files that changed or went, all that lies below them included. */
  folders: z.array(z.object({ path: pathSchema, files: countSchema })),
  examples: z.object({
    changed: z.array(exampleSchema),
    removed: z.array(exampleSchema),
    added: z.array(exampleSchema),
  }),
  /**
   * Of some of the files that changed or came, and that are of no compressed type: how many look as if they were encrypted
   * or compressed. Null where none could be read.
   */
  sampled: z.object({ files: countSchema, scrambled: countSchema }).nullable(),
});
export type UnusualDetails = z.infer<typeof unusualDetailsSchema>;
