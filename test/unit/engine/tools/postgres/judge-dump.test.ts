import { expect, test } from 'vitest';
import { judgeDump } from '../../../../../electron/engine/tools/postgres/pg-dump.ts';

const where = { server: 'db:5432', user: 'keeper', database: 'shop' };
const judge = (stderr: string) => judgeDump(stderr, { exitCode: 1, file: '/repo/shop.dump', where });

test.each([
  ['pg_dump: error: could not write to output file: No space left on device', 'destination-full'],
  [
    'pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout\npg_dump: detail: Query was: LOCK TABLE public.orders IN ACCESS SHARE MODE',
    'database-locked',
  ],
  ['pg_dump: error: could not obtain lock on relation "public.orders"', 'database-locked'],
  ['pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout', 'database-timeout'],
  ['pg_dump: error: query failed: ERROR:  permission denied for table secret', 'database-rights'],
  ['', 'program-failed'],
])('%j means %s', (stderr, code) => {
  expect(judge(stderr).code).toBe(code);
});

test('a table that another session stands before is named', () => {
  const stderr =
    'ERROR:  canceling statement due to statement timeout\nQuery was: LOCK TABLE "my shop".orders IN ACCESS SHARE MODE';
  expect(judge(stderr).message).toContain('the table "my shop".orders is wanted');
});
