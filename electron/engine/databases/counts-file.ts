import { z } from 'zod';
import { countSchema, instantSchema } from '#shared/domain/primitives.ts';

/** A whole number that may be beyond what a double holds exactly. */
const wholeSchema = z.string().regex(/^-?\d{1,40}$/);

/** Which rows went into a sum. Without columns: all of them. */
const sampleRuleSchema = z.object({
  columns: z.array(z.string()),
  /** The hash of the columns' text is divided by the modulus, not the one column's number. */
  hashed: z.boolean(),
  /** Rows that leave no remainder are taken. */
  modulus: z.number().int().positive(),
});
export type SampleRule = z.infer<typeof sampleRuleSchema>;

/** A sum over some rows: equal for equal rows, whatever their physical order and the client's settings. */
const sampleSchema = z.object({ rows: countSchema, sum: wholeSchema, by: sampleRuleSchema });
export type Sample = z.infer<typeof sampleSchema>;

export const tableKinds = ['table', 'partitioned', 'foreign'] as const;
export type TableKind = (typeof tableKinds)[number];

const countedTableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(tableKinds),
  /** Its own rows, not those of tables that inherit from it or are its partitions. Null: dumped without its rows. */
  rows: countSchema.nullable(),
  /** On the server, with indexes and long values. */
  bytes: countSchema,
  /** Null: it has no rows of its own, or nothing by which rows could be chosen. */
  sample: sampleSchema.nullable(),
});
export type CountedTable = z.infer<typeof countedTableSchema>;

const countedSequenceSchema = z.object({
  schema: z.string(),
  name: z.string(),
  /** The last number given out before the dump, which may hold a later one: sequences know no transactions. Null: none yet. */
  value: wholeSchema.nullable(),
  increment: wholeSchema,
  cycles: z.boolean(),
});
export type CountedSequence = z.infer<typeof countedSequenceSchema>;

/** What of a database is counted beside tables, sequences and large objects. */
export const objectKinds = [
  'schemas',
  'views',
  'materializedViews',
  'functions',
  'types',
  'indexes',
  'constraints',
  'foreignKeys',
  'triggers',
  'rules',
  'policies',
  'statistics',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

export const sumDigests = ['sha256', 'md5'] as const;
export type SumDigest = (typeof sumDigests)[number];

/** `<name>.counts.json` beside a dump: what the database held in the very state that was dumped. */
export const countsSchema = z.object({
  format: z.literal(1),
  database: z.string(),
  at: instantSchema,
  /** As people say it: 15.14. */
  serverVersion: z.string(),
  /** Of the database. Samples that were chosen by hash only compare where it is the same. */
  encoding: z.string(),
  databaseBytes: countSchema,
  /** Of which sums are made. */
  digest: z.enum(sumDigests),
  tables: z.array(countedTableSchema),
  sequences: z.array(countedSequenceSchema),
  /** `sample` takes the first MB of each; null where the role may not read them. */
  largeObjects: z.object({ count: countSchema, bytes: countSchema, sample: sampleSchema.nullable() }),
  extensions: z.array(z.object({ name: z.string(), version: z.string() })),
  /** Those of extensions are left out, as they are in dumps. */
  objects: z.record(z.enum(objectKinds), countSchema),
});
export type Counts = z.infer<typeof countsSchema>;
