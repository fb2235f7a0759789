import { z } from 'zod';
import {
  comparedTableSchema,
  connectionReportSchema,
  databaseDraftSchema,
  dumpMomentSchema,
  dumpSchema,
  tableGrowthSchema,
} from '../domain/database.ts';
import { base, page, pageInput } from './base.ts';
import { startedSchema } from './runs.ts';

/** `source`: id or label of its server, needed where several have a database of that name. */
const database = z.object({ source: z.string().optional(), database: z.string() });
/** `snapshot`: id, a unique prefix of one, name, `latest` or `PLAN/latest`. */
const inSnapshot = database.extend({ snapshot: z.string() });

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
};
