import type { Dump } from '#shared/domain/database.ts';
import type { DatabaseRestoreRequest } from '#shared/domain/database-restore.ts';
import { t } from '../../../app/messages/t.ts';
import type { DatabasePlace, DatabaseRestoreSearch } from '../../../app/search-params.ts';
import { soundConnection, usualConnection } from '../sound-connection.ts';

type Named = Pick<Dump, 'database'>;

/** A new database, unless one says otherwise: nothing that is there is touched. */
export const placeOfDatabase = ({ place }: Pick<DatabaseRestoreSearch, 'place'>): DatabasePlace => place ?? 'new';

/** The database that receives it: over the existing one its own name, else the one chosen. */
export function targetName(search: Pick<DatabaseRestoreSearch, 'place' | 'name'>, { database }: Named): string {
  switch (placeOfDatabase(search)) {
    case 'over':
      return database;
    case 'new':
      return search.name ?? t('database-restore.name.usual', { database });
    case 'elsewhere':
      return search.name ?? database;
  }
}

/** What the address asks for, of a dump. `password`: of the other server, kept nowhere. */
export function databaseRequest(
  search: DatabaseRestoreSearch,
  dump: Pick<Dump, 'snapshotId' | 'sourceId' | 'database'>,
  password: string | undefined,
): DatabaseRestoreRequest {
  const place = placeOfDatabase(search);
  const elsewhere = place === 'elsewhere';
  return {
    snapshot: dump.snapshotId,
    source: dump.sourceId,
    database: dump.database,
    to: {
      source: null,
      connection: elsewhere ? soundConnection(search.connection ?? usualConnection) : null,
      password: elsewhere ? (password ?? null) : null,
      database: targetName(search, dump),
    },
    create: place === 'new' || (elsewhere && search.there !== true),
    schemas: [],
    tables: [...(search.tables ?? [])],
    owners: search.owners ?? 'keep',
    mapOwners: {},
    globals: search.globals ?? false,
    endSessions: search.endSessions ?? false,
    safety: search.safety ?? true,
  };
}
