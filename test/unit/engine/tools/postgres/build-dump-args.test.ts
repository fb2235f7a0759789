import { expect, test } from 'vitest';
import {
  buildDumpArgs,
  compressionFor,
  type DumpOptions,
  lacksZstd,
} from '../../../../../electron/engine/tools/postgres/build-dump-args.ts';
import { buildGlobalsArgs } from '../../../../../electron/engine/tools/postgres/build-globals-args.ts';
import { databaseOption } from '../../../../../electron/engine/tools/postgres/database-option.ts';

const usual: DumpOptions = {
  database: 'shop',
  file: '/repo/shop.dump',
  format: 'custom',
  jobs: 2,
  compression: 'gzip',
  clientMajor: 15,
  snapshot: '00000003-0000001B-1',
  lockWaitMs: 30_000,
  scope: { excludeSchemas: ['temp*'], excludeTables: ['audit.log_*'], excludeTableData: ['cache'] },
};

test('a small database is dumped into one file, from the state that is counted', () => {
  expect(buildDumpArgs(usual)).toEqual([
    '--format=custom',
    '--file=/repo/shop.dump',
    '--compress=1',
    '--snapshot=00000003-0000001B-1',
    '--lock-wait-timeout=30000',
    '--blobs',
    '--verbose',
    '--no-password',
    '--exclude-schema=temp*',
    '--exclude-table=audit.log_*',
    '--exclude-table-data=cache',
    "--dbname=dbname='shop'",
  ]);
});

test('a large one into a folder by several sessions, with what the programs can compress with', () => {
  const args = buildDumpArgs({ ...usual, format: 'directory', clientMajor: 17, compression: 'zstd' });
  expect(args).toContain('--jobs=2');
  expect(args).toContain('--compress=zstd:1');
  expect(compressionFor({ clientMajor: 17, serverMajor: 16 })).toBe('zstd');
  expect(compressionFor({ clientMajor: 17, serverMajor: 15 })).toBe('gzip');
  expect(compressionFor({ clientMajor: 15, serverMajor: 15 })).toBe('gzip');
  expect(lacksZstd('pg_dump: error: this build does not support compression with zstd')).toBe(true);
});

test('a database’s name is never read as a connection string', () => {
  expect(databaseOption("it's = \\ postgres://")).toBe("--dbname=dbname='it\\'s = \\\\ postgres://'");
});

test('password hashes of roles are left out unless they are asked for', () => {
  const options = { database: 'postgres', file: '/g.sql', lockWaitMs: 1000 };
  expect(buildGlobalsArgs({ ...options, withPasswords: false })).toContain('--no-role-passwords');
  expect(buildGlobalsArgs({ ...options, withPasswords: true })).not.toContain('--no-role-passwords');
});
