import type { Connection } from '#shared/domain/database.ts';
import type { DatabaseRestoreRequest } from '#shared/domain/database-restore.ts';

/** What a restore of a database is to do, names resolved. Holds no password. */
export interface DatabaseRestoreOrder
  extends Pick<
    DatabaseRestoreRequest,
    'create' | 'schemas' | 'tables' | 'owners' | 'mapOwners' | 'globals' | 'endSessions' | 'safety'
  > {
  readonly snapshotId: string;
  /** Of the dump: the server that it is of, by id, and the database. */
  readonly sourceId: string;
  readonly database: string;
  /** Server that is restored to, and the name that the database has or gets there. */
  readonly connection: Connection;
  readonly target: string;
  /** The server of the plan whose password is used; null: another, or one that needs none. */
  readonly targetSourceId: string | null;
}

/**
 * How a restore is taken back. `dump`: from its safety snapshot, like any restore. `swap-back`: what was replaced is on the
 * server yet. `remove`: it made a new database, which goes; all without a dump to be restored.
 */
export interface DatabaseUndo {
  /** Run of the restore that is taken back. */
  readonly runId: string;
  readonly way: 'dump' | 'swap-back' | 'remove';
  /** Name under which what was replaced is on the server; null but for `swap-back`. */
  readonly kept: string | null;
  /** Tables that the restore made: `[schema, name]`. */
  readonly drop: readonly (readonly [schema: string, name: string])[];
}
