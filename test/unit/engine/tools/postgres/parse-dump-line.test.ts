import { expect, test } from 'vitest';
import { parseDumpLine } from '../../../../../electron/engine/tools/postgres/parse-dump-line.ts';

test.each([
  ['pg_dump: dumping contents of table "public.pgbench_accounts"', { kind: 'table', table: 'public.pgbench_accounts' }],
  ['pg_dump: dumping contents of table "Odd "names".a "b""', { kind: 'table', table: 'Odd "names".a "b"' }],
  ['pg_dump: last built-in OID is 16383', { kind: 'step' }],
  ['pg_dump: reading extensions', { kind: 'step' }],
  ['pg_dump: finished item 3343 TABLE DATA pgbench_accounts', { kind: 'step' }],
  ['pg_dump: error: query failed: ERROR:  permission denied for table secret', { kind: 'problem' }],
  ['pg_dump: detail: Query was: LOCK TABLE public.secret IN ACCESS SHARE MODE', { kind: 'problem' }],
  ['pg_dump: warning: there are circular foreign-key constraints on this table:', { kind: 'problem' }],
  ['server closed the connection unexpectedly', { kind: 'problem' }],
  ['\tThis probably means the server terminated abnormally', { kind: 'problem' }],
])('%j', (line, parsed) => {
  expect(parseDumpLine(line)).toEqual(parsed);
});
