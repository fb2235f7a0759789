import type { TestPostgres } from '../test/helpers/postgres.ts';

/** A shop's database, for pictures: it grows from one backup to the next. */
export interface ShopServer {
  readonly uri: string;
  /** What some days of business add. */
  grow(): Promise<void>;
  /** What a slip of the keyboard does to it. */
  spoil(): Promise<void>;
  close(): Promise<void>;
}

/** A server of this machine's own PostgreSQL programs; undefined where it has none. */
export async function startShop(): Promise<ShopServer | undefined> {
  const server = await startServer();
  if (server === undefined) return undefined;
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('postgres', 'CREATE DATABASE crm');
  await server.sql('shop', schema);
  await server.sql(
    'crm',
    'CREATE TABLE contact (id integer PRIMARY KEY, name text); INSERT INTO contact SELECT i, md5(i::text) FROM generate_series(1, 3200) i',
  );
  let days = 0;
  return {
    uri: `postgresql://${server.superuser}@${server.tcpHost}:${server.port}/shop`,
    grow: async () => {
      days += 1;
      await server.sql('shop', business(days));
    },
    spoil: async () => {
      await server.sql('shop', 'DELETE FROM invoice_line WHERE invoice > 900; DROP TABLE newsletter');
    },
    close: () => server.close(),
  };
}

async function startServer(): Promise<TestPostgres | undefined> {
  try {
    const { startPostgres } = await import('../test/helpers/postgres.ts');
    return await startPostgres({ hba: ['local all all trust', 'host all all 127.0.0.1/32 trust'] });
  } catch (error) {
    process.stderr.write(`No pictures of databases: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

const schema = `
  CREATE SCHEMA stock;
  CREATE TABLE customer (id integer PRIMARY KEY, name text NOT NULL, town text);
  CREATE TABLE invoice (id integer PRIMARY KEY, customer integer NOT NULL REFERENCES customer, day date);
  CREATE TABLE invoice_line (invoice integer REFERENCES invoice, line integer, article text, sum numeric(10, 2));
  CREATE TABLE newsletter (id integer PRIMARY KEY, sent date, body text);
  CREATE TABLE stock.article (id integer PRIMARY KEY, name text, price numeric(10, 2));
  CREATE TABLE stock.movement (id bigserial PRIMARY KEY, article integer REFERENCES stock.article, pieces integer);
  INSERT INTO stock.article SELECT i, 'article ' || i, i * 1.5 FROM generate_series(1, 480) i;
  INSERT INTO newsletter SELECT i, date '2026-01-01' + i * 7, repeat('News. ', 200) FROM generate_series(1, 40) i`;

/** Some days more than others, and a spring clean once. */
const business = (day: number): string => {
  const [from, to] = [(day - 1) * 200 + 1, day * 200 - (day % 3) * 40];
  return `
    INSERT INTO customer SELECT i, 'customer ' || i, 'Kelpport' FROM generate_series(${from}, ${to}) i;
    INSERT INTO invoice SELECT i, i, date '2026-03-01' + i / 10 FROM generate_series(${from}, ${to}) i;
    INSERT INTO invoice_line SELECT i, line, 'article ' || line, line * 4.2
      FROM generate_series(${from}, ${to}) i, generate_series(1, ${3 + (day % 4)}) line;
    INSERT INTO stock.movement (article, pieces)
      SELECT i % 480 + 1, ${day} - i % 5 FROM generate_series(1, ${300 * day}) i;
    ${day === 4 ? 'DELETE FROM stock.movement WHERE id % 3 = 0;' : ''}`;
};
