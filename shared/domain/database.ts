import { z } from 'zod';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';

/** How a server is reached. The password is never part of it: that is kept in the secret store. */
export const connectionSchema = z.object({
  /** Name or address of the server's machine, or the absolute folder of its Unix socket; empty: the system's usual socket. */
  host: z.string().default(''),
  port: z.number().int().min(1).max(65_535).default(5432),
  /** Empty: the name of the system user. */
  user: z.string().default(''),
  /** The database in which the server is asked what it holds. */
  database: z.string().min(1).default('postgres'),
  /** An entry of pg_service.conf that says what is not said here; empty: none. */
  service: z.string().default(''),
  tls: z.enum(['disable', 'prefer', 'require', 'verify-ca', 'verify-full']).default('prefer'),
  /** Certificate of the authority that the server's certificate is checked with; empty: the system's usual place. */
  caFile: pathSchema.default(''),
});
export type Connection = z.infer<typeof connectionSchema>;

/** When a dump is proven by restoring it into a scratch server. */
export const testRestoreWays = ['never', 'weekly', 'after-each-backup'] as const;

const sourceFields = {
  /** Its name in the plan, and of its folder in snapshots (databases/LABEL/): one line of letters, digits, `.`, `_`, `-`. */
  label: z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,62}$/u),
  connection: connectionSchema,
  /** Names, or patterns with `*` and `?`. `*` alone: all that take connections, new ones too; templates never. */
  include: z.array(z.string().min(1)).min(1).default(['*']),
  exclude: z.array(z.string().min(1)).default([]),
  /** Patterns as pg_dump takes them: `audit`, `audit.log_*`. */
  excludeSchemas: z.array(z.string().min(1)).default([]),
  excludeTables: z.array(z.string().min(1)).default([]),
  /** Tables that are dumped without their rows. */
  excludeTableData: z.array(z.string().min(1)).default([]),
  /** Roles and tablespaces of the server. Password hashes are secrets: they are left out unless asked for. */
  globals: z.enum(['none', 'without-passwords', 'with-passwords']).default('without-passwords'),
  testRestore: z.enum(testRestoreWays).default('weekly'),
  /** Where this machine has no fitting server programs, a test restore may use a temporary database of the server itself. */
  testOnServer: z.boolean().default(false),
};

/** A PostgreSQL server of a plan, and what of it is backed up. */
export const databaseSourceSchema = z.object({ id: idSchema, ...sourceFields });
export type DatabaseSource = z.infer<typeof databaseSourceSchema>;

/** With `id`: the source of that id, changed. `password`: left out keeps what is kept, null forgets it. */
export const databaseDraftSchema = z.object({
  id: idSchema.optional(),
  ...sourceFields,
  password: z.string().min(1).nullable().optional(),
});
export type DatabaseDraft = z.infer<typeof databaseDraftSchema>;

/** What a connection can do, as the server itself says. */
export const connectionReportSchema = z.object({
  /** As people say it: 15.14. */
  serverVersion: z.string(),
  /** 15. */
  serverMajor: countSchema,
  user: z.string(),
  tls: z.object({ version: z.string(), cipher: z.string() }).nullable(),
  /** A standby, which can be read only. */
  standby: z.boolean(),
  superuser: z.boolean(),
  mayCreateDatabases: z.boolean(),
  mayReplicate: z.boolean(),
  /** Reads password hashes of roles. */
  mayReadPasswords: z.boolean(),
  databases: z.array(
    z.object({
      name: z.string(),
      bytes: countSchema,
      /** The draft's choice takes it. */
      chosen: z.boolean(),
      mayConnect: z.boolean(),
    }),
  ),
  /** Bytes of those chosen. */
  bytes: countSchema,
  client: z.object({
    /** pg_dump that fits the server; null: none does. */
    pgDump: z.object({ path: pathSchema, version: z.string() }).nullable(),
    /** Version of the server programs on this machine that test restores use; null: none fit. */
    scratchServer: z.string().nullable(),
    /** Command that installs what is missing; null: nothing is. */
    install: z.string().nullable(),
  }),
  /** Sentences about what will go wrong or be missing, each with its next step. */
  problems: z.array(z.string()),
});
export type ConnectionReport = z.infer<typeof connectionReportSchema>;

export const dumpFormats = ['custom', 'directory'] as const;

/** What a test restore found. */
export const proofSchema = z.object({
  at: instantSchema,
  runId: idSchema,
  ok: z.boolean(),
  /** Where: a scratch server of this machine, or a temporary database of the server. */
  where: z.enum(['scratch-server', 'temporary-database']),
  serverVersion: z.string(),
  restoreMs: countSchema,
  checkMs: countSchema,
  /** How many comparisons were made, and how many held. */
  checks: z.object({ passed: countSchema, total: countSchema }),
  /** Sentences, the first 100: what differed, each naming its table or object. */
  failures: z.array(z.string()),
  /** Sentences about what could not be restored here and is no damage: an extension that this machine lacks. */
  remarks: z.array(z.string()),
});
export type Proof = z.infer<typeof proofSchema>;

/** One database as one snapshot holds it. */
export const dumpSchema = z.object({
  snapshotId: idSchema,
  snapshotName: z.string(),
  planId: idSchema,
  planName: z.string(),
  sourceId: idSchema,
  label: z.string(),
  database: z.string(),
  /** Absolute path of the dump: a file, or a folder in directory format. */
  path: pathSchema,
  format: z.enum(dumpFormats),
  /** When the rows were counted and the dump's state of the database was taken. */
  at: instantSchema,
  durationMs: countSchema,
  /** Of the dump. */
  bytes: countSchema,
  /** Of the database on its server then. */
  databaseBytes: countSchema,
  tables: countSchema,
  rows: countSchema,
  serverVersion: z.string(),
  /** Its files are known to be damaged or missing. */
  damaged: z.boolean(),
  /** The newest test restore; null: none yet. */
  proof: proofSchema.nullable(),
});
export type Dump = z.infer<typeof dumpSchema>;

/** A table in a dump. */
export const dumpTableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  /** Rows of a partitioned table are those of its partitions, and are counted there. Null: dumped without its rows. */
  rows: countSchema.nullable(),
  /** On the server, with indexes and long values. */
  bytes: countSchema,
});
export type DumpTable = z.infer<typeof dumpTableSchema>;

/** A table with what the dump before held of it; null if that did not have it. */
export const comparedTableSchema = dumpTableSchema.extend({
  before: dumpTableSchema.pick({ rows: true, bytes: true }).nullable(),
});
export type ComparedTable = z.infer<typeof comparedTableSchema>;

/** A database at the moment of one of its dumps. */
export const dumpMomentSchema = dumpSchema.pick({
  snapshotId: true,
  snapshotName: true,
  at: true,
  bytes: true,
  databaseBytes: true,
  tables: true,
  rows: true,
});
export type DumpMoment = z.infer<typeof dumpMomentSchema>;

/** A table over several dumps: one number for each of their moments, null where it was not there (or had no rows dumped). */
export const tableGrowthSchema = z.object({
  schema: z.string(),
  name: z.string(),
  rows: z.array(countSchema.nullable()),
  bytes: z.array(countSchema.nullable()),
});
export type TableGrowth = z.infer<typeof tableGrowthSchema>;
