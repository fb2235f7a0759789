import type { Connection } from '#shared/domain/database.ts';

/** What nobody says otherwise: the server of this computer. */
export const usualConnection: Connection = {
  host: '',
  port: 5432,
  user: '',
  database: 'postgres',
  service: '',
  tls: 'prefer',
  caFile: '',
};

/** As the engine takes it: where nothing is said of the database to ask in, that is the usual one. */
export const soundConnection = (connection: Connection): Connection => ({
  ...connection,
  database: connection.database === '' ? usualConnection.database : connection.database,
});
