import { expect, test } from 'vitest';
import { createFindings } from '../../../../electron/engine/databases/findings.ts';
import { judgeFaults } from '../../../../electron/engine/databases/proof/judge-faults.ts';
import { parseRestoreFaults } from '../../../../electron/engine/tools/postgres/parse-restore-faults.ts';

const stderr = `pg_restore: while PROCESSING TOC:
pg_restore: from TOC entry 2; 3079 16385 EXTENSION postgis (no owner)
pg_restore: error: could not execute query: ERROR:  extension "postgis" is not available
DETAIL:  Could not open extension control file "/usr/share/postgresql/15/extension/postgis.control": No such file or directory.
HINT:  The extension must first be installed on the system where PostgreSQL is running.
Command was: CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;


pg_restore: from TOC entry 215; 1259 16391 TABLE places ann
pg_restore: error: could not execute query: ERROR:  type "public.geometry" does not exist
LINE 3:     at public.geometry
               ^
Command was: CREATE TABLE public.places (
    id integer NOT NULL,
    at public.geometry
);


pg_restore: from TOC entry 3322; 0 16391 TABLE DATA places ann
pg_restore: error: could not execute query: ERROR:  relation "public.places" does not exist
Command was: COPY public.places (id, at) FROM stdin;
pg_restore: from TOC entry 3343; 2606 16421 FK CONSTRAINT orders orders_customer_fkey ann
pg_restore: error: could not execute query: ERROR:  insert or update on table "orders" violates foreign key constraint "orders_customer_fkey"
DETAIL:  Key (customer)=(7) is not present in table "customers".
Command was: ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES public.customers(id);


pg_restore: warning: errors ignored on restore: 4
`;

const place = { name: 'this machine', where: 'scratch-server' } as const;
const table = (name: string) => ({ schema: 'public', name, kind: 'table' as const, rows: 1, bytes: 1, sample: null });
const counts = { tables: [table('orders')], sequences: [] };

test('failures are read with the object they are about', () => {
  expect(parseRestoreFaults(stderr).map(({ object, message }) => [object, message])).toEqual([
    ['EXTENSION postgis', 'extension "postgis" is not available'],
    ['TABLE places', 'type "public.geometry" does not exist'],
    ['TABLE DATA places', 'relation "public.places" does not exist'],
    [
      'FK CONSTRAINT orders orders_customer_fkey',
      'insert or update on table "orders" violates foreign key constraint "orders_customer_fkey"',
    ],
  ]);
  expect(parseRestoreFaults('pg_restore: error: could not read from input file: end of file')).toEqual([
    { object: null, message: 'could not read from input file: end of file', detail: null, command: null },
  ]);
  expect(parseRestoreFaults('')).toEqual([]);
});

test('what a missing extension brings about is remarked, damage is not', () => {
  const sheet = createFindings();
  const missing = new Map([['postgis', 'extension "postgis" is not available']]);
  const leftOut = judgeFaults(parseRestoreFaults(stderr), { counts, missing, place }, sheet);
  expect([...leftOut.tables]).toEqual(['public.places']);
  expect(leftOut.incomplete).toBe(true);
  const { failures, remarks } = sheet.result();
  expect(failures).toEqual([
    'FK CONSTRAINT orders orders_customer_fkey can’t be restored: insert or update on table "orders" violates foreign key constraint "orders_customer_fkey" (Key (customer)=(7) is not present in table "customers".)',
  ]);
  expect(remarks).toHaveLength(2);
});

test('with all extensions there, the same is damage', () => {
  const sheet = createFindings();
  const recorded = { tables: [table('orders'), table('places')], sequences: [] };
  judgeFaults(parseRestoreFaults(stderr), { counts: recorded, missing: new Map(), place }, sheet);
  expect(sheet.result().failures).toHaveLength(4);
});

test('what was left out of the dump on purpose is not missed by what refers to it', () => {
  const sheet = createFindings();
  const faults = [
    {
      object: 'FK CONSTRAINT orders other',
      message: 'relation "public.audit" does not exist',
      detail: null,
      command: null,
    },
  ];
  expect(judgeFaults(faults, { counts, missing: new Map(), place }, sheet).incomplete).toBe(true);
  expect(sheet.ok).toBe(true);
  const own = [{ object: 'INDEX x', message: 'relation "public.orders" does not exist', detail: null, command: null }];
  judgeFaults(own, { counts, missing: new Map(), place }, sheet);
  expect(sheet.ok).toBe(false);
});

test('a foreign key to rows that were left out of the dump on purpose is no damage', () => {
  const fault = {
    object: 'FK CONSTRAINT orders orders_customer',
    message: 'insert or update on table "orders" violates foreign key constraint "orders_customer"',
    detail: 'Key (customer)=(7) is not present in table "customer".',
    command: null,
  };
  const judged = (rows: number | null) => {
    const sheet = createFindings();
    const recorded = { tables: [table('orders'), { ...table('customer'), rows }], sequences: [] };
    judgeFaults([fault], { counts: recorded, missing: new Map(), place }, sheet);
    return sheet.result();
  };
  expect(judged(null)).toMatchObject({
    failures: [],
    remarks: [expect.stringMatching(/needs rows that were left out/)],
  });
  expect(judged(50).failures).toHaveLength(1);
});

test('names are compared as they are, however pg_dump writes them', () => {
  const faults = ['public."order"', '"Odd one"."a ""b"""'].map((name) => ({
    ...{ object: 'TABLE x', message: 'type "public.geometry" does not exist', detail: null },
    command: `CREATE TABLE ${name} (`,
  }));
  const leftOut = judgeFaults(faults, { counts, missing: new Map([['postgis', 'gone']]), place }, createFindings());
  expect([...leftOut.tables]).toEqual(['public.order', '"Odd one"."a ""b"""']);
});

test('on the server itself, what the role may not do is no damage', () => {
  const sheet = createFindings();
  const faults = [
    { object: 'COMMENT EXTENSION citext', message: 'must be owner of extension citext', detail: null, command: null },
  ];
  const there = { name: 'the server', where: 'temporary-database' } as const;
  judgeFaults(faults, { counts, missing: new Map(), place: there }, sheet);
  expect(sheet.ok).toBe(true);
  judgeFaults(faults, { counts, missing: new Map(), place }, sheet);
  expect(sheet.ok).toBe(false);
});
