import { z } from 'zod';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';
import { fileCountsSchema } from './run.ts';

export const entryTypes = ['file', 'folder', 'link', 'fifo', 'socket', 'device'] as const;
export type EntryType = (typeof entryTypes)[number];

/** `safety`: made by a restore, of what it was about to change; not a state of the plan. */
export const snapshotKinds = ['backup', 'safety'] as const;
export type SnapshotKind = (typeof snapshotKinds)[number];

export const snapshotSchema = z.object({
  id: idSchema,
  kind: z.enum(snapshotKinds),
  /** Name of its folder in the repository, e.g. 2026-11-21T03-52-15Z. */
  name: z.string(),
  planId: idSchema,
  planName: z.string(),
  /** The repository that holds it, and where that is. */
  repositoryId: idSchema,
  repositoryPath: pathSchema,
  /** Number within the plan's snapshots in that repository; grows by one with each. */
  sequence: countSchema,
  startedAt: instantSchema,
  completedAt: instantSchema,
  /** Last time a run found the source still equal to it. */
  confirmedAt: instantSchema,
  /** False where only databases were backed up: then it can't be browsed, and takes no part in the history of files. */
  hasFiles: z.boolean(),
  files: countSchema,
  folders: countSchema,
  bytes: countSchema,
  changes: fileCountsSchema,
  /** Databases that it holds dumps of, and the bytes of these. */
  dumps: countSchema,
  dumpBytes: countSchema,
  warningCount: countSchema,
  pinned: z.boolean(),
  /** Of a safety snapshot: when it is deleted, unless it is pinned. */
  keptUntil: instantSchema.nullable(),
  /** When it will go by its plan’s policy if backups go on as they do; null where no day can be told. */
  expiresAt: instantSchema.nullable(),
  /** Files known to be damaged or missing. */
  damaged: countSchema,
  /** When all its sums were last compared and found right. */
  verifiedAt: instantSchema.nullable(),
  /** Absolute path of its folder. */
  path: pathSchema,
  /** Whether it can be read right now (its repository's volume is there and the folder in place). */
  available: z.boolean(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** A file or folder as one snapshot holds it. */
export const entrySchema = z.object({
  name: z.string(),
  /** Absolute path at the source. */
  path: pathSchema,
  type: z.enum(entryTypes),
  /** Bytes of a file; 0 for anything else. */
  size: countSchema,
  modifiedAt: z.string(),
  /** Permission bits. */
  mode: countSchema,
  owner: countSchema,
  group: countSchema,
  /** Hex SHA-256 of a file's content. */
  sha256: z.string().nullable(),
  /** It could not be read in this run: this is the copy of an earlier one. */
  carried: z.boolean(),
});
export type Entry = z.infer<typeof entrySchema>;

/** A path at one time: one row of a file's history. */
export const versionSchema = entrySchema.extend({
  /** First and last snapshot that hold it so. */
  firstSnapshot: z.object({ id: idSchema, name: z.string(), at: instantSchema }),
  lastSnapshot: z.object({ id: idSchema, name: z.string(), at: instantSchema }),
  /** Still so in the newest snapshot. */
  current: z.boolean(),
});
export type Version = z.infer<typeof versionSchema>;

/** A version, of which plan it is, and where the repository is that holds it. */
export const foundSchema = versionSchema.extend({
  planId: idSchema,
  planName: z.string(),
  repositoryId: idSchema,
  repositoryPath: pathSchema,
});
export type Found = z.infer<typeof foundSchema>;

const differences = ['added', 'changed', 'removed'] as const;
export const differenceSchema = z.object({
  change: z.enum(differences),
  path: pathSchema,
  type: z.enum(entryTypes),
  sizeBefore: countSchema.nullable(),
  sizeAfter: countSchema.nullable(),
});
export type Difference = z.infer<typeof differenceSchema>;

export const previewContentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), truncated: z.boolean() }),
  z.object({ kind: z.literal('picture'), mediaType: z.string(), base64: z.string() }),
  z.object({ kind: z.literal('none'), reason: z.enum(['binary', 'too-large', 'not-a-file', 'unavailable']) }),
]);
export type PreviewContent = z.infer<typeof previewContentSchema>;
