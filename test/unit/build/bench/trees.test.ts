import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copiedBytes } from '../../../../build/bench/copied-bytes.ts';
import { blocksOf } from '../../../../build/bench/trees/change-files.ts';
import { largeFiles } from '../../../../build/bench/trees/large-files.ts';
import { fileName, smallFiles } from '../../../../build/bench/trees/small-files.ts';

const shape = { files: 200, filesInFolder: 9, averageBytes: 1000 };

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-bench-test-'));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

test('a tree of small files has as many as it says, and one that no change touches', async () => {
  const tree = smallFiles(root, shape);
  await tree.make();
  expect(filesBelow(root)).toHaveLength(201);
  const before = fs.readFileSync(tree.oneFile());
  tree.change(1, 1);
  expect(fs.readFileSync(tree.oneFile())).toEqual(before);
});

test('a change is told in files and blocks, as they lie on the disk', async () => {
  const tree = smallFiles(root, shape);
  await tree.make();
  const before = new Map(filesBelow(root).map((file) => [file, fs.readFileSync(file, 'latin1')]));
  const changed = tree.change(0.5, 3);
  const copied = filesBelow(root).filter((file) => before.get(file) !== fs.readFileSync(file, 'latin1'));
  expect(changed.files).toBe(copied.length);
  expect(changed.bytes).toBe(copied.reduce((sum, file) => sum + blocksOf(fs.statSync(file).size), 0));
  const gone = [...before.keys()].filter((file) => !fs.existsSync(file)).length;
  expect(gone).toBeGreaterThan(5);
  // One may have been made again by a later change.
  expect(changed.deleted).toBeGreaterThanOrEqual(gone);
});

test('renaming moves a fifth of the files, and back', async () => {
  const tree = smallFiles(root, shape);
  await tree.make();
  const moved = filesBelow(tree.rename()).length;
  expect(moved).toBeGreaterThan(35);
  expect(moved).toBeLessThan(50);
  tree.renameBack();
  expect(fs.existsSync(fileName(root, shape, 199))).toBe(true);
});

test('appending makes one large file longer', async () => {
  const tree = largeFiles(root, { files: 3, megabytes: 1 });
  await tree.make();
  expect(tree.append(1)).toEqual({ files: 1, bytes: blocksOf(2_000_000), deleted: 0 });
  expect(fs.statSync(tree.oneFile()).size).toBe(1_000_000);
});

test('of a copy, what has another name was not copied', () => {
  fs.mkdirSync(path.join(root, 'a'));
  fs.writeFileSync(path.join(root, 'a/linked'), 'linked');
  fs.linkSync(path.join(root, 'a/linked'), path.join(root, 'other'));
  fs.writeFileSync(path.join(root, 'a/copied'), 'four');
  expect(copiedBytes(path.join(root, 'a'))).toBe(4);
});
