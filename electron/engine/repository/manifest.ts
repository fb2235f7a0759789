import { z } from 'zod';
import { proofSchema } from '#shared/domain/database.ts';
import { exclusionsSchema } from '#shared/domain/plan.ts';
import { countSchema, idSchema, instantSchema, pathSchema } from '#shared/domain/primitives.ts';
import { fileCountsSchema } from '#shared/domain/run.ts';
import { unusualAnswers, unusualExtentSchema } from '#shared/domain/unusual.ts';
import { warningSchema } from '#shared/domain/warning.ts';
import { dumpedDatabaseSchema, dumpedGlobalsSchema } from '../databases/dumped-database.ts';
import { restoredDatabaseSchema } from '../databases/restore/restored-database.ts';
import { repositoryFormat } from './marker.ts';

const ownerNames = z.record(z.string().regex(/^\d+$/), z.string());

/** `manifest.json`: a snapshot's header. Written once, before the snapshot is committed. */
export const manifestSchema = z.object({
  format: z.literal(repositoryFormat),
  id: idSchema,
  /** Number within the plan; orders snapshots whatever the clock said. */
  sequence: z.number().int().positive(),
  kind: z.enum(['backup', 'safety']),
  planId: idSchema,
  planName: z.string(),
  machine: z.string(),
  runId: idSchema,
  /** The plan's schedule that the run was begun by; left out: somebody asked for it. */
  scheduleId: idSchema.optional(),
  startedAt: instantSchema,
  completedAt: instantSchema,
  /** Id of the snapshot that unchanged files were linked from. */
  base: idSchema.nullable(),
  components: z.object({
    /** Null where only databases were backed up. */
    files: z
      .object({
        files: countSchema,
        folders: countSchema,
        bytes: countSchema,
        changes: fileCountsSchema,
        roots: z.array(z.object({ path: pathSchema, missing: z.boolean() })),
        /** Entries that could not be read: their copy is that of an earlier snapshot. */
        carried: z.array(pathSchema),
      })
      .nullable(),
    databases: z.array(dumpedDatabaseSchema).optional(),
    globals: z.array(dumpedGlobalsSchema).optional(),
  }),
  exclusions: exclusionsSchema,
  /** Far more was changed or gone than is usual for the plan. */
  unusual: unusualExtentSchema.optional(),
  /** Names of the users and groups that entries belong to, by their numbers on that machine. */
  owners: z.object({ users: ownerNames, groups: ownerNames }).optional(),
  tools: z.record(z.string(), z.string()),
  /** The first 1,000 warnings of the run, and how many there were. */
  warnings: z.array(warningSchema),
  warningCount: countSchema,
  /** Hex SHA-256 of SHA256SUMS.gz and of METADATA.gz. */
  sums: z.string(),
  metadata: z.string(),
  /**
   * Of a safety snapshot: the restore that made it, the snapshot restored, what was chosen of it (nothing: everything) and
   * the folder that received it (null: in place), and how many paths CREATED.gz names.
   */
  restore: z
    .object({
      runId: idSchema,
      snapshotId: idSchema,
      paths: z.array(pathSchema).optional(),
      to: pathSchema.nullable().optional(),
      created: countSchema,
      /** It was a database that was restored. */
      database: restoredDatabaseSchema.optional(),
    })
    .optional(),
  /** Hex SHA-256 of CREATED.gz. */
  created: z.string().optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A path found damaged or missing; `ino` is the inode of the damaged copy, null where there is none. */
const foundDamageSchema = z.object({
  path: pathSchema,
  reason: z.string(),
  missing: z.boolean().default(false),
  ino: z.number().nullable().default(null),
});
export type FoundDamage = z.infer<typeof foundDamageSchema>;

/** The newest test restore of one of a snapshot's dumps. */
const dumpProofSchema = z.object({ sourceId: idSchema, database: z.string(), proof: proofSchema });
export type DumpProof = z.infer<typeof dumpProofSchema>;

/** What somebody said to an unusual change. */
const unusualReplySchema = z.object({ answer: z.enum(unusualAnswers), at: instantSchema });
export type UnusualReply = z.infer<typeof unusualReplySchema>;

/** `state.json`: what may change after the commit. Written by temp + rename. Absent means all defaults. */
export const snapshotStateSchema = z.object({
  pinned: z.boolean().default(false),
  confirmedAt: instantSchema.nullable().default(null),
  /** What else the backups were begun by that confirmed it: ids of schedules, null for one that somebody asked for. */
  confirmedBy: z.array(idSchema.nullable()).default([]),
  verifiedAt: instantSchema.nullable().default(null),
  /** Paths found damaged or missing by the newest integrity check. */
  damaged: z.array(foundDamageSchema).default([]),
  proofs: z.array(dumpProofSchema).default([]),
  unusual: unusualReplySchema.nullable().default(null),
});
export type SnapshotState = z.infer<typeof snapshotStateSchema>;
