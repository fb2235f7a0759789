import pg from 'pg';
import type { DumpedSchema } from './read-schema.ts';
import type { TestPlace } from './test-place.ts';

export interface MadeDatabase {
  readonly database: string;
  readonly remarks: readonly string[];
}

/**
 * Makes an empty database as the dumped one was made; where its locale is not there, with the plainest one, in which sorting
 * differs. Rejects with what `make` rejects with.
 */
export async function makeAlike(
  place: Pick<TestPlace, 'make' | 'name'>,
  { databaseOptions }: Pick<DumpedSchema, 'databaseOptions'>,
): Promise<MadeDatabase> {
  try {
    return { database: await place.make(databaseOptions), remarks: [] };
  } catch (error) {
    const encoding = /ENCODING = '([^']+)'/.exec(databaseOptions)?.[1];
    if (encoding === undefined || !(error instanceof pg.DatabaseError) || isRefused(error)) throw error;
    const database = await place.make(`ENCODING = '${encoding}' LOCALE = 'C'`);
    const remark = `The database was made with the locale C, as ${place.name} lacks its own: ${error.message}.`;
    return { database, remarks: [remark] };
  }
}

const isRefused = ({ code }: pg.DatabaseError): boolean => code === '42501' || code?.startsWith('53') === true;
