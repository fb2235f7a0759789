import type { DatabaseSource, Dump } from '#shared/domain/database.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { openTestPlace, type TestPlace } from './test-place.ts';

/** The places in which a run tests dumps, one after the other. */
export interface TestRooms {
  /** Throws what `openTestPlace` throws. */
  roomFor(dump: Dump, source: DatabaseSource | null): Promise<TestPlace>;
  end(): Promise<void>;
}

const MB = 1024 * 1024;
/** A cluster without anything in it, and what is logged ahead. */
const clusterBytes = 256 * MB;

/** A place stays as long as it suits the next dump: starting a server takes a second or two. */
export function createTestRooms(context: RunContext): TestRooms {
  let open: { readonly key: string; readonly place: TestPlace } | null = null;
  const end = async (): Promise<void> => {
    const ending = open;
    open = null;
    // What could not be removed is noted, and the next start tries again.
    await ending?.place
      .end()
      .catch((error: unknown) => context.log(`not all of the test could be removed: ${String(error)}`));
  };
  return {
    end,
    roomFor: async ({ planId, sourceId, label, database, databaseBytes, serverVersion }, source) => {
      const major = majorOf(serverVersion);
      const name = `${label}/${database}`;
      const neededBytes = Math.round(databaseBytes * 1.25) + clusterBytes;
      const keyIn = (place: TestPlace | undefined): string =>
        `${major} ${place?.where === 'temporary-database' ? sourceId : ''}`;
      if (open === null || open.key !== keyIn(open.place)) {
        await end();
        const place = await openTestPlace(context, { major, neededBytes, database: name, planId, source });
        open = { key: keyIn(place), place };
      }
      open.place.checkRoom(neededBytes, name);
      return open.place;
    },
  };
}

/** Of a server: 15 of 15.14. */
export const majorOf = (serverVersion: string): number => Number.parseInt(serverVersion, 10);
