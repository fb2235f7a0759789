import type pg from 'pg';

/** A server as counting has to know it. */
export interface CountedServer {
  /** As people say it: 15.14. */
  readonly version: string;
  /** 150014. */
  readonly number: number;
  /** Of the database that is counted. */
  readonly encoding: string;
}

/** One table's rows are counted by one query: it may take so long. */
const queryMs = 6 * 3_600_000;

/**
 * Prepares a session so that rows have the same text whatever the server, the role and the database are set to, that a
 * count which row security would filter is an error, and that waiting for the dump does not end it. Nothing is found by a
 * search path, which another could have bent.
 */
export async function prepareCounting(client: pg.ClientBase): Promise<CountedServer> {
  const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
    `SELECT pg_catalog.current_setting('server_version') AS version,
       pg_catalog.current_setting('server_version_num') AS number, pg_catalog.current_setting('server_encoding') AS encoding`,
  );
  const [server] = rows;
  if (!server) throw new Error('a server without a version');
  const number = Number(server.number);
  const set = Object.entries(usualSettings(number)).map(([name, value]) => `SET ${name} = '${value}'`);
  await client.query(set.join('; '));
  return { version: server.version.split(' ')[0] ?? server.version, number, encoding: server.encoding };
}

const usualSettings = (version: number): Readonly<Record<string, string | number>> => ({
  search_path: '',
  row_security: 'off',
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  extra_float_digits: 3,
  bytea_output: 'hex',
  xmlbinary: 'base64',
  lc_monetary: 'C',
  quote_all_identifiers: 'off',
  standard_conforming_strings: 'on',
  statement_timeout: queryMs,
  // Compiling takes longer than these queries gain by it.
  ...(version >= 110_000 && { jit: 'off' }),
  // The state is held as long as the dump takes.
  idle_in_transaction_session_timeout: 0,
  ...(version >= 170_000 && { transaction_timeout: 0 }),
});
