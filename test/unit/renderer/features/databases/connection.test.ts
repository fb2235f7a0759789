import { describe, expect, test } from 'vitest';
import type { Connection, ConnectionReport } from '#shared/domain/database.ts';
import { describeServer } from '../../../../../renderer/features/databases/describe-server.ts';
import { factsOf } from '../../../../../renderer/features/databases/facts-of-connection.ts';

const here: Connection = {
  host: '',
  port: 5432,
  user: '',
  database: 'postgres',
  service: '',
  tls: 'prefer',
  caFile: '',
};

test.each<[Partial<Connection>, string]>([
  [{}, 'this computer, port 5432'],
  [{ host: '/run/postgresql', user: 'ada' }, 'ada at this computer, port 5432'],
  [{ host: 'db.example', port: 5433, user: 'ada' }, 'ada at db.example:5433'],
  [{ host: '2001:db8::1' }, '[2001:db8::1]:5432'],
  [{ service: 'main' }, 'service main'],
])('%j is %s', (change, words) => {
  expect(describeServer({ ...here, ...change })).toBe(words);
});

const report: ConnectionReport = {
  serverVersion: '15.14',
  serverMajor: 15,
  user: 'ada',
  tls: null,
  standby: false,
  superuser: false,
  mayCreateDatabases: false,
  mayReplicate: false,
  mayReadPasswords: false,
  databases: [
    { name: 'shop', bytes: 12_000_000, chosen: true, mayConnect: true },
    { name: 'crm', bytes: 1000, chosen: false, mayConnect: true },
  ],
  bytes: 12_000_000,
  client: { pgDump: { path: '/usr/bin/pg_dump', version: '15.14' }, scratchServer: null, install: null },
  problems: [],
};
const sentences = (change: Partial<ConnectionReport>, purpose: 'backup' | 'restore' = 'backup') =>
  factsOf({ ...report, ...change }, purpose).map(({ sentence }) => sentence);

describe('what a server says', () => {
  test('begins with what it is, then tells what is taken and what the role may do', () => {
    expect(sentences({})).toEqual([
      'Connected to PostgreSQL 15.14 as ada.',
      '1 of 2 databases is taken, 12.0 MB.',
      'The role may not create databases: restoring into a new one needs another role.',
      'The role may not read password hashes of roles; they are left out.',
      'The role may not replicate; dumps do not need it.',
      'pg_dump 15.14 fits: /usr/bin/pg_dump',
    ]);
  });

  test('problems come right after it, as what has to be read', () => {
    const [, problem] = factsOf({ ...report, problems: ['No database is chosen.'] }, 'backup');
    expect(problem).toEqual({ tone: 'warn', sentence: 'No database is chosen.' });
  });

  test('a superuser may do everything, and what is backed up says nothing to a restore', () => {
    expect(sentences({ superuser: true, standby: true }, 'restore')).toEqual([
      'Connected to PostgreSQL 15.14 as ada. It is a standby, which can only be read.',
      'The role is a superuser: it may do everything.',
    ]);
  });
});
