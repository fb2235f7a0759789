import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fsPath } from '../../../electron/engine/tools/fs-path.ts';
import { recordOf } from '../../../electron/engine/tools/record-of.ts';
import { setTime } from '../../../electron/engine/tools/set-time.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-time-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

it.each([
  [1_700_000_000, 123_456_789],
  [0, 0],
  [-2, 500_000_001],
  [4_102_444_800, 1],
])('%i.%i is set to the nanosecond, of files, folders and links themselves', async (mtimeS, mtimeNs) => {
  const [file, below, link] = ['-d file', 'folder', 'link'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  fs.writeFileSync(file, 'x');
  fs.mkdirSync(below);
  fs.symlinkSync('nowhere', link);
  for (const one of [file, below, link]) {
    await setTime(one, { mtimeS, mtimeNs });
    expect(recordOf(one)).toMatchObject({ mtimeS, mtimeNs });
  }
});

it('a name that is no text gets its time to the microsecond, never a later one', async () => {
  const file = path.join(folder, 'odd \uf7ff');
  fs.writeFileSync(fsPath(file), 'x');
  await setTime(file, { mtimeS: 1_700_000_000, mtimeNs: 123_456_789 });
  const now = recordOf(file);
  expect(now?.mtimeS).toBe(1_700_000_000);
  expect(now?.mtimeNs).toBeLessThanOrEqual(123_456_789);
  expect(now?.mtimeNs).toBeGreaterThan(123_450_000);
});
