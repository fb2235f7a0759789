import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { measureDatabase } from '../../../build/bench/database/measure-database.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-bench-test-'));
  fs.chmodSync(folder, 0o711);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test('a database is dumped and restored by Holdfast and by PostgreSQL’s own programs', async () => {
  const result = await measureDatabase({
    ...{ folder, bytes: 3e6, rounds: 1, signal: new AbortController().signal, say: () => {} },
    program: path.join(import.meta.dirname, '../../../electron/cli/holdfast.ts'),
  });
  expect(result.bytes).toBeGreaterThan(3e6);
  expect(result.rows).toBeGreaterThan(10_000);
  expect(result.measured.map(({ what }) => what)).toEqual(['backup', 'pg_dump', 'test restore', 'pg_restore']);
  for (const { seconds } of result.measured) expect(seconds).toBeGreaterThan(0);
});
