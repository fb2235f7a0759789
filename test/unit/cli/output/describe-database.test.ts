import { expect, test } from 'vitest';
import { databaseSourceSchema } from '#shared/domain/database.ts';
import { parseDatabaseUri } from '#shared/domain/database-uri.ts';
import { describeDatabase, describeServer } from '../../../../electron/cli/output/describe-database.ts';

const id = '00000000-0000-4000-8000-000000000001';

test('a server and what of it is backed up', () => {
  const connection = { host: 'db.example', port: 5433, user: 'ada', tls: 'verify-full' };
  const said = {
    include: ['shop', 'blog*'],
    exclude: ['blog_old'],
    excludeTables: ['audit.log_*', 'tmp'],
    testOnServer: true,
  };
  expect(describeDatabase(databaseSourceSchema.parse({ id, label: 'main', connection, ...said }))).toEqual([
    'main: postgresql://ada@db.example:5433/?sslmode=verify-full',
    '  shop, blog* but blog_old',
    '  without tables audit.log_*, tmp',
    '  roles without passwords; proven by a test restore weekly, on the server if need be',
  ]);
});

test.each([
  'postgresql://',
  'postgresql://ada@[::1]:5433',
  'postgresql://%2Fvar%2Frun%2Fpostgresql',
  'postgresql:///?port=5444',
  'postgresql://a%20b@h/?service=main&sslmode=require&sslrootcert=/etc/ca.pem',
])('%s is shown as it can be given again', (uri) => {
  const connection = parseDatabaseUri(uri)?.connection;
  if (!connection) throw new Error('no URI');
  expect(parseDatabaseUri(describeServer(connection))?.connection).toEqual(connection);
});
