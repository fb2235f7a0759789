import { expect, test } from 'vitest';
import { parsePostgresVersion } from '../../../../../electron/engine/tools/postgres/find-postgres.ts';

test.each([
  ['pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)', { version: '15.14', major: 15 }],
  ['initdb (PostgreSQL) 17.2', { version: '17.2', major: 17 }],
  ['pg_dump (PostgreSQL) 18beta1', { version: '18', major: 18 }],
  ['psql (PostgreSQL) 9.6.24', { version: '9.6.24', major: 9 }],
  ['something else 1.2', null],
])('%s', (output, found) => {
  expect(parsePostgresVersion(output)).toEqual(found);
});
