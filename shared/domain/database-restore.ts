import { z } from 'zod';
import { connectionSchema } from './database.ts';
import { countSchema, idSchema, instantSchema } from './primitives.ts';

/**
 * `keep`: objects belong to whom they belonged to, with their grants. `none`: everything belongs to the role that
 * restores, without grants.
 */
const restoredOwners = ['keep', 'none'] as const;

const targetSchema = z.object({
  /** A server of the snapshot's plan, by id or label: its connection and its kept password. */
  source: z.string().min(1).nullable().default(null),
  /** Any other server. Neither of both: the server that the dump is of, as its plan knows it now. */
  connection: connectionSchema.nullable().default(null),
  /** For `connection`; kept no longer than the run needs it. Left out: that of a server of the plan that is reached alike. */
  password: z.string().min(1).nullable().default(null),
  /** Name of the database there; null: the one that it had. */
  database: z.string().min(1).nullable().default(null),
});

/** Which dump to restore, where to, and what may happen to what is there. */
export const databaseRestoreRequestSchema = z.object({
  /** Snapshot id, unique prefix, name, `latest` or `PLAN/latest`. */
  snapshot: z.string(),
  /** Name of the database in the snapshot. */
  database: z.string().min(1),
  /** Server it was dumped from, by id or label; needed only where the snapshot holds two databases of that name. */
  source: z.string().min(1).nullable().default(null),
  to: targetSchema.prefault({}),
  /** The database is a new one: it must not be there. Otherwise it must. */
  create: z.boolean().default(false),
  /** Names of schemas, or patterns with `*` and `?`. With neither schemas nor tables: all of it. */
  schemas: z.array(z.string().min(1)).default([]),
  /** `schema.table`, or patterns of that; a name without a dot is one in any schema. */
  tables: z.array(z.string().min(1)).default([]),
  owners: z.enum(restoredOwners).default('keep'),
  /** Whom objects and grants of a role go to instead. */
  mapOwners: z.record(z.string().min(1), z.string().min(1)).default({}),
  /** Make roles and tablespaces of the dumped server that the target lacks. Those that are there stay as they are. */
  globals: z.boolean().default(false),
  /** Other sessions of the database that is replaced may be ended; otherwise they keep it from being replaced. */
  endSessions: z.boolean().default(false),
  /** Keep the database that is replaced as a dump of its own, from which it can be brought back. */
  safety: z.boolean().default(true),
});
export type DatabaseRestoreRequest = z.infer<typeof databaseRestoreRequestSchema>;

/** `create`: a new database. `replace`: all of one that is there. `within`: chosen schemas and tables of one that is there. */
export const databaseRestoreModes = ['create', 'replace', 'within'] as const;
export type DatabaseRestoreMode = (typeof databaseRestoreModes)[number];

const tableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  /** In the database as it is; null: it has no such table. */
  now: z.object({ rows: countSchema, estimated: z.boolean() }).nullable(),
  /** In the dump; null: it is not in what is restored. `rows` is null where it was dumped without them. */
  dump: z.object({ rows: countSchema.nullable() }).nullable(),
  /** `stays`: not touched by a restore of chosen things. */
  becomes: z.enum(['new', 'replaced', 'lost', 'stays']),
});
export type DatabaseRestoreTable = z.infer<typeof tableSchema>;

const sessionSchema = z.object({
  pid: countSchema,
  user: z.string(),
  application: z.string(),
  /** Address of the client; empty: through the server's socket. */
  client: z.string(),
  /** As PostgreSQL says it: `active`, `idle`, `idle in transaction` … */
  state: z.string(),
  since: instantSchema,
});
export type DatabaseSession = z.infer<typeof sessionSchema>;

/** What a restore of a database would do. */
export const databaseRestorePreviewSchema = z.object({
  snapshotId: idSchema,
  snapshotName: z.string(),
  /** Label of the server in the plan, and name of the database in the dump. */
  label: z.string(),
  database: z.string(),
  /** State of the dump. */
  at: instantSchema,
  mode: z.enum(databaseRestoreModes),
  target: z.object({
    /** Where, as people say it: `db.example.org:5432`. */
    server: z.string(),
    serverVersion: z.string(),
    /** The role that restores. */
    user: z.string(),
    database: z.string(),
    /** Of the database that is there; null: there is none. */
    bytes: countSchema.nullable(),
    owner: z.string().nullable(),
  }),
  totals: z.object({
    now: z.object({ tables: countSchema, rows: countSchema, estimated: z.boolean() }),
    dump: z.object({ tables: countSchema, rows: countSchema }),
  }),
  /** Those of both, by schema and name; the first 5,000. */
  tables: z.array(tableSchema),
  /** Other sessions in the database that is there. */
  sessions: z.array(sessionSchema),
  /** Roles and tablespaces of the dumped server; null: the snapshot holds none, or only chosen things are restored. */
  globals: z
    .object({
      roles: z.array(z.object({ name: z.string(), there: z.boolean() })),
      tablespaces: z.array(z.object({ name: z.string(), location: z.string(), there: z.boolean() })),
    })
    .nullable(),
  /** Why it can't be done as asked, in sentences with their next step. The restore refuses until there is none. */
  problems: z.array(z.string()),
  /** What will be other than one may expect. */
  remarks: z.array(z.string()),
  /** One sentence that says what will be lost; null when nothing is. */
  consequence: z.string().nullable(),
  /** Phrase that the restore wants typed; null when nothing is lost. */
  phrase: z.string().nullable(),
});
export type DatabaseRestorePreview = z.infer<typeof databaseRestorePreviewSchema>;

/** What a run of a restore did. */
export const databaseRestoreResultSchema = z.object({
  kind: z.literal('restore-database'),
  mode: z.enum([...databaseRestoreModes, 'remove']),
  server: z.string(),
  /** Name of the database that was restored into. */
  database: z.string(),
  tables: countSchema,
  rows: countSchema,
  /** Bytes of the dump. */
  bytes: countSchema,
  /** Comparisons with what was counted when the dump was made, and how many held. */
  checks: z.object({ passed: countSchema, total: countSchema }),
  /** Roles and tablespaces that were made. */
  madeGlobals: z.array(z.string()),
  /** The snapshot that holds what was replaced; null: nothing was, or it was not to be kept. */
  safetySnapshotId: idSchema.nullable(),
  /** Run id of the restore that was taken back. */
  undoOf: idSchema.nullable(),
});
export type DatabaseRestoreResult = z.infer<typeof databaseRestoreResultSchema>;
