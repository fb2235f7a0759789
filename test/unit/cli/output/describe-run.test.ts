import { expect, test } from 'vitest';
import { describeResult } from '../../../../electron/cli/output/describe-run.ts';

const files = { added: 1, changed: 2, removed: 0, unchanged: 3, moved: 0, bytesCopied: 10 };
const dumped = { label: 'main', database: 'shop', bytes: 2_000_000, tables: 3, rows: 40, durationMs: 900, error: null };
const failed = { ...dumped, bytes: 0, error: { code: 'database-refused', message: 'no' } };

test('a backup tells files, databases, and what failed', () => {
  const told = (result: object) => describeResult({ kind: 'backup', unchanged: false, files, ...result });
  expect(told({})).toBe('1 file added, 2 changed, 0 removed, 3 unchanged; 10 B copied');
  expect(told({ databases: [dumped, failed] })).toBe(
    '1 database dumped (2.0 MB); 1 file added, 2 changed, 0 removed, 3 unchanged; 10 B copied; 1 database failed',
  );
  expect(told({ withoutFiles: true, databases: [dumped] })).toBe('1 database dumped (2.0 MB)');
  expect(told({ withoutFiles: true, databases: [failed] })).toBe('1 database failed');
  expect(told({ unchanged: true, databases: [failed] })).toBe('nothing changed (3 files); 1 database failed');
});
