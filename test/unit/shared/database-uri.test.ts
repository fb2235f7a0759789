import { describe, expect, test } from 'vitest';
import { parseDatabaseUri } from '#shared/domain/database-uri.ts';

const usual = { host: '', port: 5432, user: '', database: 'postgres', service: '', tls: 'prefer', caFile: '' };

describe('a connection URI', () => {
  test('says all of it', () => {
    expect(
      parseDatabaseUri('postgresql://ada:p%40ss@db.example:5433/shop?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem'),
    ).toEqual({
      connection: {
        ...usual,
        host: 'db.example',
        port: 5433,
        user: 'ada',
        database: 'shop',
        tls: 'verify-full',
        caFile: '/etc/ca.pem',
      },
      password: 'p@ss',
      database: 'shop',
    });
  });

  test.each([
    ['postgresql://', {}],
    ['postgres://localhost', { host: 'localhost' }],
    ['postgresql://ada@/shop', { user: 'ada', database: 'shop' }],
    ['postgresql://[2001:db8::1]:5433', { host: '2001:db8::1', port: 5433 }],
    ['postgresql://%2Fvar%2Frun%2Fpostgresql/shop', { host: '/var/run/postgresql', database: 'shop' }],
    ['postgresql:///shop?host=/tmp&port=5444', { host: '/tmp', port: 5444, database: 'shop' }],
    ['postgresql://?service=main', { service: 'main' }],
    ['postgresql://localhost?sslmode=allow&application_name=x', { host: 'localhost', tls: 'prefer' }],
    ['  postgresql://localhost  ', { host: 'localhost' }],
  ])('%s', (uri, said) => {
    expect(parseDatabaseUri(uri)?.connection).toEqual({ ...usual, ...said });
    expect(parseDatabaseUri(uri)?.password).toBeNull();
  });

  test.each([
    'localhost',
    'mysql://localhost',
    'postgresql://a,b/shop',
    'postgresql://localhost:99999',
    'postgresql://localhost:port',
    'postgresql://%zz/shop',
    'postgresql://localhost?sslmode=often',
  ])('%s is none', (uri) => {
    expect(parseDatabaseUri(uri)).toBeNull();
  });
});
