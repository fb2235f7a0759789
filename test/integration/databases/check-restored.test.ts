import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectServer } from '../../../electron/engine/databases/connect-server.ts';
import { createFindings, type Findings, type FindingsSheet } from '../../../electron/engine/databases/findings.ts';
import { checkForeignKeys } from '../../../electron/engine/databases/proof/check-foreign-keys.ts';
import { checkIndexes } from '../../../electron/engine/databases/proof/check-indexes.ts';
import { connectionSchema } from '../../../shared/domain/database.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.sql('postgres', 'DROP DATABASE IF EXISTS restored WITH (FORCE)');
  await server.sql('postgres', 'CREATE DATABASE restored');
});

type Session = Awaited<ReturnType<typeof connectServer>>;

async function find(act: (client: Session, sheet: FindingsSheet) => Promise<void>): Promise<Findings> {
  const connection = connectionSchema.parse({ host: server.socket, port: server.port, user: server.superuser });
  const client = await connectServer({ connection, password: null, database: 'restored' });
  const sheet = createFindings();
  try {
    await act(client, sheet);
  } finally {
    await client.end();
  }
  return sheet.result();
}

const { signal } = new AbortController();
const orphans = () => find((client, sheet) => checkForeignKeys(client, sheet, signal));

it('finds rows that lead nowhere by keys of any kind, and none where there are none', async () => {
  await server.sql(
    'restored',
    `CREATE SCHEMA "Odd one";
     CREATE TABLE "Odd one".above ("the id" int, part text COLLATE "C", PRIMARY KEY ("the id", part));
     CREATE TABLE simple (id int, part text COLLATE "C", FOREIGN KEY (id, part) REFERENCES "Odd one".above);
     CREATE TABLE whole (id int, part text, FOREIGN KEY (id, part) REFERENCES "Odd one".above MATCH FULL);
     CREATE TABLE top (id bigint PRIMARY KEY, up int REFERENCES top DEFERRABLE) PARTITION BY RANGE (id);
     CREATE TABLE top_1 PARTITION OF top FOR VALUES FROM (0) TO (100);
     CREATE TABLE top_2 PARTITION OF top FOR VALUES FROM (100) TO (200);
     CREATE TABLE parent (id int PRIMARY KEY);
     CREATE TABLE child () INHERITS (parent);
     CREATE TABLE "of parent" (id int REFERENCES parent);
     INSERT INTO "Odd one".above VALUES (1, 'a'), (2, 'b');
     INSERT INTO simple VALUES (1, 'a'), (NULL, 'x'), (9, NULL), (NULL, NULL);
     INSERT INTO whole VALUES (2, 'b'), (NULL, NULL);
     INSERT INTO top VALUES (1, NULL), (150, 1), (151, 150);
     INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2); INSERT INTO "of parent" VALUES (1), (NULL)`,
  );
  expect(await orphans()).toEqual({ checks: { passed: 4, total: 4 }, failures: [], remarks: [] });
  await server.sql(
    'restored',
    `SET session_replication_role = replica; INSERT INTO simple VALUES (1, 'b'); INSERT INTO whole VALUES (1, NULL), (7, 'z');
     INSERT INTO top VALUES (160, 99); INSERT INTO "of parent" VALUES (2)`,
  );
  expect((await orphans()).failures).toEqual([
    '1 row of public."of parent" leads to no row of public.parent (foreign key of parent_id_fkey).',
    '1 row of public.simple leads to no row of "Odd one".above (foreign key simple_id_part_fkey).',
    '1 row of public.top leads to no row of public.top (foreign key top_up_fkey).',
    '2 rows of public.whole lead to no row of "Odd one".above (foreign key whole_id_part_fkey).',
  ]);
});

it('finds indexes that are not valid, and by amcheck those that are not in order', async () => {
  await server.sql(
    'restored',
    `CREATE TABLE numbers (n int PRIMARY KEY, m int);
     INSERT INTO numbers SELECT n, n FROM generate_series(1, 1000) n;
     CREATE INDEX left_behind ON numbers (m);
     CREATE FUNCTION compare(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($1, $2)';
     CREATE OPERATOR CLASS own FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=,
       OPERATOR 5 >, FUNCTION 1 compare(int, int);
     CREATE INDEX ordered ON numbers (m own);
     CREATE TABLE divided (n int) PARTITION BY RANGE (n);
     CREATE INDEX not_everywhere ON ONLY divided (n);
     CREATE TABLE part PARTITION OF divided FOR VALUES FROM (0) TO (9)`,
  );
  const look = (mayCheck: boolean) => find((client, sheet) => checkIndexes(client, { sheet, signal, mayCheck }));
  expect((await look(true)).failures).toEqual([]);
  await server.sql('restored', "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'left_behind'::regclass");
  await server.sql(
    'restored',
    `CREATE OR REPLACE FUNCTION compare(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)'`,
  );
  expect((await look(false)).failures).toEqual(['The index public.left_behind can’t be used: it is not valid.']);
  expect((await look(true)).failures).toEqual([
    'The index public.left_behind can’t be used: it is not valid.',
    'The index public.ordered can’t be used: item order invariant violated for index "ordered".',
  ]);
});
