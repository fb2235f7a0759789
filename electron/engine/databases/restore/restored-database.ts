import { z } from 'zod';
import { connectionSchema } from '#shared/domain/database.ts';
import { databaseRestoreModes } from '#shared/domain/database-restore.ts';
import { idSchema } from '#shared/domain/primitives.ts';

/** What a restore of a database did, so that it can be taken back: in its safety snapshot's manifest too. */
export const restoredDatabaseSchema = z.object({
  mode: z.enum([...databaseRestoreModes, 'remove']),
  connection: connectionSchema,
  /** The server of the plan whose password was used; null: another. */
  targetSourceId: idSchema.nullable(),
  target: z.string(),
  /** Of chosen things: which, as they were asked for, and which tables were not there before (`[schema, name]`). */
  schemas: z.array(z.string()),
  tables: z.array(z.string()),
  created: z.array(z.tuple([z.string(), z.string()])),
});
export type RestoredDatabase = z.infer<typeof restoredDatabaseSchema>;
