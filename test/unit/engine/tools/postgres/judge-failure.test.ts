import { expect, test } from 'vitest';
import type { ErrorCode } from '#shared/errors.ts';
import { HoldfastError } from '#shared/errors.ts';
import { judgeFailure, judgeStderr } from '../../../../../electron/engine/tools/postgres/judge-failure.ts';

const where = { server: 'db.example:5432', user: 'ada', database: 'shop' };
const withCode = (code: string, message: string) => Object.assign(new Error(message), { code });

test.each<[string, string, ErrorCode]>([
  ['28P01', 'password authentication failed for user "ada"', 'database-refused'],
  ['28000', 'no pg_hba.conf entry for host "10.0.0.1"', 'database-refused'],
  ['3D000', 'database "shop" does not exist', 'database-not-found'],
  ['42501', 'permission denied for table certificate', 'database-rights'],
  ['42501', 'query would be affected by row-level security policy for table "orders"', 'row-security'],
  ['55P03', 'canceling statement due to lock timeout', 'database-locked'],
  ['57014', 'canceling statement due to statement timeout', 'database-timeout'],
  ['57P01', 'terminating connection due to administrator command', 'database-lost'],
  ['57P03', 'the database system is starting up', 'database-unreachable'],
  ['53300', 'sorry, too many clients already', 'database-unreachable'],
  ['08006', 'connection failure', 'database-lost'],
  ['XX001', 'invalid page in block 3', 'database-failed'],
  ['ECONNREFUSED', '', 'database-unreachable'],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND db.example', 'database-unreachable'],
  ['ECONNRESET', 'read ECONNRESET', 'database-lost'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'database-tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname/IP does not match', 'database-tls'],
  ['', 'The server does not support SSL connections', 'database-tls'],
  ['', 'timeout expired', 'database-unreachable'],
  ['', 'Connection terminated unexpectedly', 'database-lost'],
])('%s %s is %s', (code, message, kind) => {
  expect(judgeFailure(withCode(code, message), where)).toMatchObject({ code: kind, details: where });
});

test('what is judged already stays', () => {
  const error = new HoldfastError('password-needed', where);
  expect(judgeFailure(error, where)).toBe(error);
});

test.each<[string, ErrorCode]>([
  [
    'pg_dump: error: connection to server at "127.0.0.1", port 5432 failed: FATAL:  password authentication failed for user "ada"\n',
    'database-refused',
  ],
  ['pg_dump: error: connection to server at "x" failed: fe_sendauth: no password supplied\n', 'password-needed'],
  [
    'pg_dump: error: query failed: ERROR:  permission denied for table secret\npg_dump: detail: Query was: LOCK TABLE public.secret IN ACCESS SHARE MODE\n',
    'database-rights',
  ],
  ['pg_dump: error: query failed: ERROR:  canceling statement due to lock timeout\n', 'database-locked'],
  [
    'pg_dump: error: connection to server on socket "/tmp/.s.PGSQL.5432" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?\n',
    'database-unreachable',
  ],
  ['pg_dump: error: server closed the connection unexpectedly\n', 'database-lost'],
  ['pg_dump: error: could not write to file: something new\n', 'database-failed'],
])('%s', (stderr, kind) => {
  expect(judgeStderr(stderr, where)).toMatchObject({ code: kind });
});

test('a program’s failure is told without its name and the server’s severity', () => {
  const stderr = 'pg_dump: error: query failed: ERROR:  permission denied for table secret\n';
  expect(judgeStderr(stderr, where).message).toContain('query failed: permission denied for table secret');
});
