import { z } from 'zod';
import {
  comparedTableSchema,
  connectionReportSchema,
  databaseDraftSchema,
  dumpMomentSchema,
  dumpSchema,
  tableGrowthSchema,
} from '../domain/database.ts';
import { databaseRestorePreviewSchema, databaseRestoreRequestSchema } from '../domain/database-restore.ts';
import { base, page, pageInput } from './base.ts';
import { startedSchema } from './runs.ts';

/** `source`: id or label of its server, needed where several have a database of that name. */
const database = z.object({ source: z.string().optional(), database: z.string() });
/** `snapshot`: id, a unique prefix of one, name, `latest` or `PLAN/latest`. */
const inSnapshot = database.extend({ snapshot: z.string() });

const undone = z.object({
  /** Id of the restore's run, or a unique prefix of it; of its safety snapshot where this home does not know the run. */
  restore: z.string(),
  /** Of a server that is none of the plan's. */
  password: z.string().min(1).optional(),
  endSessions: z.boolean().default(false),
});

export const databasesContract = {
  /**
   * Connects to a server as a plan with this source would and tells what it holds and allows. With `plan` and the id of
   * a source of it, the password that is kept for that source is used where the draft has none.
   */
  test: base
    .route({ method: 'POST', path: '/databases/test' })
    .input(z.object({ source: databaseDraftSchema, plan: z.string().optional() }))
    .output(connectionReportSchema),
  /** Dumps that fit everything given, the newest snapshot's first. `newest`: of each database of a plan only the newest. */
  dumps: base
    .route({ method: 'GET', path: '/databases/dumps' })
    .input(
      database.partial().extend({
        plan: z.string().optional(),
        snapshot: z.string().optional(),
        newest: z.union([z.boolean(), z.stringbool()]).default(false),
        ...pageInput,
      }),
    )
    .output(page(dumpSchema)),
  /** One dump, and the dump of the same database before it. */
  dump: base
    .route({ method: 'GET', path: '/databases/dumps/{snapshot}/{database}' })
    .input(inSnapshot)
    .output(z.object({ dump: dumpSchema, previous: dumpSchema.nullable() })),
  /** The tables of a dump, by schema and name, each with what the dump before held. */
  tables: base
    .route({ method: 'GET', path: '/databases/dumps/{snapshot}/{database}/tables' })
    .input(inSnapshot.extend(pageInput))
    .output(page(comparedTableSchema)),
  /** How a database and its tables grew over its newest dumps, the oldest of these first. */
  growth: base
    .route({ method: 'GET', path: '/databases/growth' })
    .input(
      database.extend({
        plan: z.string().optional(),
        points: z.coerce.number().int().min(1).max(500).default(30),
        ...pageInput,
      }),
    )
    .output(z.object({ moments: z.array(dumpMomentSchema), tables: page(tableGrowthSchema) })),
  /**
   * Restores dumps into a scratch server and compares them with what was recorded: those of a snapshot, else the newest
   * undamaged one of each database, of a plan or of all.
   */
  testRestore: base
    .route({ method: 'POST', path: '/databases/test-restores' })
    .input(database.partial().extend({ plan: z.string().optional(), snapshot: z.string().optional() }))
    .output(startedSchema),
  /**
   * The dry run of a restore: what is there and what the dump holds, who uses it, what will be lost, and why it can't be
   * done as asked. Changes nothing. Tables are counted for five seconds, those left are estimated.
   */
  restorePreview: base
    .route({ method: 'POST', path: '/databases/restores/previews' })
    .input(databaseRestoreRequestSchema)
    .output(databaseRestorePreviewSchema),
  /**
   * Restores a database; fails with `restore-blocked` and the dry run's problems, and with `confirmation-needed` and the
   * phrase until `confirm` holds it.
   */
  restore: base
    .route({ method: 'POST', path: '/databases/restores' })
    .input(databaseRestoreRequestSchema.extend({ confirm: z.string().optional() }))
    .output(startedSchema),
  /** The dry run of an undo. Fails with `not-undoable`. */
  undoRestorePreview: base
    .route({ method: 'POST', path: '/databases/restores/{restore}/undo/preview' })
    .input(undone)
    .output(databaseRestorePreviewSchema),
  /** Takes a restore back, also one that was cut off; an undo can be undone. Wants the phrase like a restore. */
  undoRestore: base
    .route({ method: 'POST', path: '/databases/restores/{restore}/undo' })
    .input(undone.extend({ confirm: z.string().optional() }))
    .output(startedSchema),
};
