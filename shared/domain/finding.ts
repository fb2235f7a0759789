import { z } from 'zod';
import { countSchema } from './primitives.ts';
import { foundSchema } from './snapshot.ts';

/** `present`: the plan's newest snapshot holds the path, `deleted`: it does not. */
export const foundStates = ['any', 'present', 'deleted'] as const;
export type FoundState = (typeof foundStates)[number];

/** One row of a path's history, over all plans that held it. */
export const historyVersionSchema = foundSchema.extend({
  /** Its content is not that of the next older row; true for the oldest. */
  differs: z.boolean(),
});
export type HistoryVersion = z.infer<typeof historyVersionSchema>;

/** A file as a snapshot holds it, or as it is on this computer now. */
export const sideSchema = z.union([z.literal('now'), z.object({ snapshot: z.string() })]);
export type Side = z.infer<typeof sideSchema>;

const encodings = ['utf-8', 'utf-8-with-mark', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** `none`: a single line without an end. */
const lineEndings = ['lf', 'crlf', 'cr', 'mixed', 'none'] as const;
export type LineEnding = (typeof lineEndings)[number];

const comparedSchema = z.object({ size: countSchema, modifiedAt: z.string() });
const comparedTextSchema = comparedSchema.extend({
  encoding: z.enum(encodings),
  lineEnding: z.enum(lineEndings),
  /** The last line has an end too. */
  endsWithNewline: z.boolean(),
});

/** Some lines that differ with those around them, as in a unified difference: each line begins with ' ', '-' or '+'. */
const hunkSchema = z.object({
  /** Numbers of the first lines, from 1 on; where a side has no lines, that of the line before. */
  oldStart: countSchema,
  oldLines: countSchema,
  newStart: countSchema,
  newLines: countSchema,
  lines: z.array(z.string()),
});
export type Hunk = z.infer<typeof hunkSchema>;

const notComparable = ['missing', 'not-a-file', 'binary', 'too-large', 'unavailable'] as const;
export type NotComparable = (typeof notComparable)[number];

export const textComparisonSchema = z.discriminatedUnion('kind', [
  /** Byte for byte the same. */
  z.object({ kind: z.literal('same'), from: comparedSchema, to: comparedSchema }),
  /** Without hunks only encoding or line endings differ, which no hunk tells of. */
  z.object({
    kind: z.literal('text'),
    from: comparedTextSchema,
    to: comparedTextSchema,
    /** Lines in all, also of hunks left out. */
    added: countSchema,
    removed: countSchema,
    hunks: z.array(hunkSchema),
    /** Hunks at the end were left out, or long lines cut (they end with …), since there is too much to show. */
    truncated: z.boolean(),
  }),
  /** Two different pictures: to be shown side by side. */
  z.object({ kind: z.literal('pictures'), from: comparedSchema, to: comparedSchema }),
  z.object({ kind: z.literal('none'), reason: z.enum(notComparable), side: z.enum(['from', 'to']) }),
]);
export type TextComparison = z.infer<typeof textComparisonSchema>;

/** What a folder held last; `current`: the newest snapshot holds it still, it was deleted since. */
export const deletedSchema = foundSchema;
export type Deleted = z.infer<typeof deletedSchema>;
