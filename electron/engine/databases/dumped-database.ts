import { z } from 'zod';
import type { DatabaseSource } from '#shared/domain/database.ts';
import { dumpFormats } from '#shared/domain/database.ts';
import { countSchema, idSchema, instantSchema, pathSchema } from '#shared/domain/primitives.ts';
import type { HoldfastError } from '#shared/errors.ts';
import type { RunContext } from '../runs/run-context.ts';

/** A file of a dump; its path is relative to the snapshot: `databases/main/shop.dump`. */
export const dumpedFileSchema = z.object({
  path: pathSchema,
  size: countSchema,
  /** Hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type DumpedFile = z.infer<typeof dumpedFileSchema>;

/** A database in a snapshot, as its manifest tells it. */
export const dumpedDatabaseSchema = z.object({
  sourceId: idSchema,
  label: z.string(),
  database: z.string(),
  /** Relative to the snapshot: a file, or a folder in directory format. */
  path: pathSchema,
  format: z.enum(dumpFormats),
  /** All of it, its counts file (`<name>.counts.json`) included. */
  files: z.array(dumpedFileSchema).min(1),
  /** Of the dump. */
  bytes: countSchema,
  /** Of the database on its server then. */
  databaseBytes: countSchema,
  tables: countSchema,
  rows: countSchema,
  at: instantSchema,
  durationMs: countSchema,
  serverVersion: z.string(),
});
export type DumpedDatabase = z.infer<typeof dumpedDatabaseSchema>;

/** Roles and tablespaces of a server: `databases/<label>/globals.sql`. */
export const dumpedGlobalsSchema = z.object({
  sourceId: idSchema,
  label: z.string(),
  path: pathSchema,
  files: z.array(dumpedFileSchema).min(1),
});
export type DumpedGlobals = z.infer<typeof dumpedGlobalsSchema>;

export interface DumpRequest {
  readonly context: RunContext;
  readonly source: DatabaseSource;
  readonly password: string | null;
  /** Absolute path of the folder `databases/<label>` of the snapshot being made; it is not there yet. */
  readonly target: string;
  /** So many bytes stay free on the destination. */
  readonly keepFreeBytes: number;
  /** Whether a database that has lost all its tables since its last dump is meant to be empty; left out: as its plan says. */
  readonly acceptEmpty?: boolean;
}

/** What came of one server. Each database is there whole, or is not there at all. */
export interface DumpedSource {
  readonly dumps: readonly DumpedDatabase[];
  readonly globals?: DumpedGlobals | null;
  /** `database` is null for what concerns the server as a whole. */
  readonly failures: readonly { readonly database: string | null; readonly error: HoldfastError }[];
}

/** Dumps the databases of a server one after the other. Throws only when the run is cancelled. */
export type DumpSource = (request: DumpRequest) => Promise<DumpedSource>;
