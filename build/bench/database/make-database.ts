import type { BenchServer } from './server.ts';

/** Eight tables as applications have them, from wide to narrow; the share is that of all bytes, indexes included. */
const tables: readonly {
  readonly name: string;
  readonly share: number;
  readonly rowBytes: number;
  readonly make: string;
}[] = [
  {
    ...{ name: 'orders', share: 0.32, rowBytes: 163 },
    make: `SELECT n AS id, n % 50000 AS customer, timestamptz '2024-01-01' + n * interval '20 seconds' AS placed,
      (n::bigint * 7919 % 100000) / 100.0::numeric AS total, (ARRAY['new', 'paid', 'sent', 'returned'])[1 + n % 4] AS state,
      'Order ' || n || ' by customer ' || n % 50000 AS note, md5(n::text) AS reference`,
  },
  {
    ...{ name: 'events', share: 0.22, rowBytes: 259 },
    make: `SELECT n AS id, timestamptz '2025-01-01' + n * interval '3 seconds' AS at,
      jsonb_build_object('user', n % 20000, 'page', '/shop/' || n % 500, 'session', md5((n / 20)::text),
        'agent', 'Mozilla/5.0 (X11; Linux x86_64) ' || n % 40) AS body`,
  },
  {
    ...{ name: 'order_lines', share: 0.18, rowBytes: 86 },
    make: `SELECT n AS id, n / 3 AS orders, n % 3 AS line, n * 31 % 8000 AS article, 1 + n % 9 AS pieces, (n * 37 % 10000) / 100.0::numeric AS price`,
  },
  {
    ...{ name: 'documents', share: 0.12, rowBytes: 6500 },
    make: `SELECT n AS id, 'Document ' || n AS title,
      (SELECT string_agg(md5((n * 200 + k)::text) || ' the quick brown fox jumps ', '') FROM generate_series(1, 150) AS k) AS body`,
  },
  {
    ...{ name: 'readings', share: 0.08, rowBytes: 86 },
    make: `SELECT n AS id, n % 300 AS sensor, timestamptz '2025-06-01' + n * interval '1 second' AS at, sin(n) * 20 AS value`,
  },
  {
    ...{ name: 'customers', share: 0.05, rowBytes: 195 },
    make: `SELECT n AS id, 'Customer number ' || n AS name, 'user' || n || '@example.org' AS mail, n % 2 = 0 AS active,
      md5((n * 3)::text) AS token, 'Some Street ' || n % 400 || ', ' || 10000 + n % 80000 || ' Town' AS address`,
  },
  {
    ...{ name: 'articles', share: 0.02, rowBytes: 420 },
    make: `SELECT n AS id, 'Article ' || n AS title, repeat('A fine thing for the garden. ', 1 + n % 20) AS text, n % 7 AS kind`,
  },
  {
    name: 'settings',
    share: 0.01,
    rowBytes: 110,
    make: `SELECT n AS id, 'setting.' || n AS key, md5(n::text) AS value`,
  },
];

/** Makes a database of about so many bytes; gives how many rows it has. */
export function makeDatabase(
  server: BenchServer,
  database: string,
  bytes: number,
  say: (line: string) => void,
): number {
  server.sql('postgres', `CREATE DATABASE ${database}`);
  let all = 0;
  for (const { name, share, rowBytes, make } of tables) {
    const rows = Math.max(10, Math.round((bytes * share) / rowBytes));
    say(`making ${rows} rows of ${name}`);
    server.sql(
      database,
      `CREATE TABLE ${name} AS ${make} FROM generate_series(1, ${rows}) AS n; ALTER TABLE ${name} ADD PRIMARY KEY (id)`,
    );
    all += rows;
  }
  server.sql(
    database,
    `CREATE INDEX ON orders (customer); CREATE INDEX ON order_lines (orders); CREATE INDEX ON readings (sensor, at);
     ALTER TABLE order_lines ADD FOREIGN KEY (article) REFERENCES articles NOT VALID`,
  );
  server.sql(database, 'VACUUM (ANALYZE)');
  return all;
}
