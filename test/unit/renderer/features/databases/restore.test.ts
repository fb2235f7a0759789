import { describe, expect, test } from 'vitest';
import type { DatabaseRestorePreview } from '#shared/domain/database-restore.ts';
import { databaseRequest } from '../../../../../renderer/features/databases/restore/database-request.ts';
import {
  byHarm,
  detailOfPlan,
  numberOf,
  titleOfPlan,
} from '../../../../../renderer/features/databases/restore/describe-database-plan.ts';

const dump = { snapshotId: 'snapshot', sourceId: 'source', database: 'shop' };
const address = { snapshot: 'snapshot', database: 'shop' };

describe('what the address asks for', () => {
  test('of itself all of it, into a new database', () => {
    expect(databaseRequest(address, dump, undefined)).toMatchObject({
      snapshot: 'snapshot',
      source: 'source',
      create: true,
      tables: [],
      safety: true,
      to: { source: null, connection: null, password: null, database: 'shop_restored' },
    });
  });

  test('over the one that is there: by its own name, whatever was typed before', () => {
    const request = databaseRequest({ ...address, place: 'over', name: 'other' }, dump, 'secret');
    expect(request).toMatchObject({ create: false, to: { connection: null, password: null, database: 'shop' } });
  });

  test('to another server: with its password, which is never in the address', () => {
    const connection = { host: 'db', port: 5432, user: '', database: '', service: '', caFile: '' } as const;
    const request = databaseRequest(
      { ...address, place: 'elsewhere', there: true, connection: { ...connection, tls: 'prefer' } },
      dump,
      'secret',
    );
    expect(request).toMatchObject({
      create: false,
      to: { connection: { host: 'db', database: 'postgres' }, password: 'secret', database: 'shop' },
    });
  });
});

const preview: DatabaseRestorePreview = {
  snapshotId: 'snapshot',
  snapshotName: '2026-11-21T11-00-00Z',
  label: 'main',
  database: 'shop',
  at: '2026-11-21T11:00:00.000Z',
  mode: 'replace',
  target: { server: 'db:5432', serverVersion: '15.14', user: 'ada', database: 'shop', bytes: 1_000_000, owner: 'ada' },
  totals: { now: { tables: 3, rows: 1200, estimated: true }, dump: { tables: 2, rows: 1000 } },
  tables: [
    { schema: 'public', name: 'a', now: null, dump: { rows: 3 }, becomes: 'new' },
    { schema: 'public', name: 'b', now: { rows: 1, estimated: false }, dump: { rows: null }, becomes: 'replaced' },
    { schema: 'public', name: 'c', now: { rows: 9, estimated: true }, dump: null, becomes: 'lost' },
    { schema: 'public', name: 'd', now: { rows: 9, estimated: true }, dump: null, becomes: 'stays' },
  ],
  sessions: [],
  globals: null,
  problems: [],
  remarks: [],
  consequence: null,
  phrase: null,
};

describe('a dry run in words', () => {
  test('what would be lost comes first', () => {
    expect(byHarm(preview.tables).map(({ name }) => name)).toEqual(['c', 'b', 'a', 'd']);
  });

  test.each<[Partial<DatabaseRestorePreview>, string]>([
    [{}, '“shop” would be replaced: 1,200 rows now, 1,000 then.'],
    [{ mode: 'within' }, '3 tables of “shop” would change.'],
    [{ mode: 'create' }, 'A new database “shop” would be made. Nothing that is there is touched.'],
    [{ problems: ['No.'] }, 'It cannot be done as asked.'],
  ])('%j: %s', (change, title) => {
    expect(titleOfPlan({ ...preview, ...change })).toBe(title);
  });

  test('where, how much is there, and how much is in the dump', () => {
    expect(detailOfPlan(preview)).toBe(
      'db:5432, PostgreSQL 15.14, as ada · now 3 tables, about 1,200 rows, 1.00 MB · in the dump 2 tables, 1,000 rows',
    );
    expect(detailOfPlan({ ...preview, target: { ...preview.target, bytes: null } })).not.toContain('now');
  });

  test('numbers that were not counted say so', () => {
    expect([numberOf(1200), numberOf(1200, true), numberOf(null), numberOf(undefined)]).toEqual([
      '1,200',
      'about 1,200',
      'left out',
      '–',
    ]);
  });
});
