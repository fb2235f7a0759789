import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Removed, removeTrees } from '../../../electron/engine/snapshots/remove-trees.ts';
import { makeHostileTree } from '../../helpers/hostile-tree.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';

let trash: string;
const script = fileURLToPath(new URL('../../fixtures/remove-trees.ts', import.meta.url));

beforeEach(() => {
  trash = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-trash-')));
});
afterEach(() => execFileSync('bash', ['-c', 'chattr -R -i "$0" 2>/dev/null; rm -rf "$0"', trash]));

const bash = (line: string): string => execFileSync('bash', ['-ec', line], { cwd: trash, encoding: 'latin1' });
const count = (): number => Number(bash('find . -mindepth 1 -printf x | wc -c'));

/** Removes all that is in the trash. */
async function empty(signal = new AbortController().signal): Promise<Removed & { entries: number }> {
  let entries = 0;
  const onRemoved = (more: number): void => {
    entries += more;
  };
  const roots = fs.readdirSync(trash).map((name) => path.join(trash, name));
  const runId = crypto.randomUUID();
  const removed = await removeTrees({ roots, trash, device: fs.statSync(trash).dev, runId, signal, onRemoved });
  return { ...removed, entries };
}

const nothingKept = { keptRoots: [], kept: [], keptCount: 0 };

test('everything that a file system can hold goes, and every entry is counted', async () => {
  fs.mkdirSync(`${trash}/tree`);
  makeHostileTree(`${trash}/tree`);
  const entries = count();
  expect(await empty()).toEqual({ ...nothingKept, entries });
  expect(fs.readdirSync(trash)).toEqual([]);
});

test('links are not followed', async () => {
  const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-outside-'));
  fs.writeFileSync(`${outside}/file`, 'stays');
  fs.mkdirSync(`${trash}/tree`);
  fs.symlinkSync(outside, `${trash}/tree/link`);
  fs.symlinkSync(outside, `${trash}/link`);
  fs.linkSync(`${outside}/file`, `${trash}/tree/name`);
  await empty();
  expect(fs.readFileSync(`${outside}/file`, 'utf8')).toBe('stays');
  expect(fs.readdirSync(trash)).toEqual([]);
  fs.rmSync(outside, { recursive: true });
});

test('a tree that is deeper than any path may be long', async () => {
  bash(
    `mkdir tree && cd tree && for n in $(seq 60); do mkdir ${'d'.repeat(200)} beside && echo x > file && cd ${'d'.repeat(200)}; done`,
  );
  const entries = 1 + 60 * 3;
  expect(await empty()).toEqual({ ...nothingKept, entries });
  expect(fs.readdirSync(trash)).toEqual([]);
});

test('a folder that is too large to be read at once, with names that are not UTF-8', async () => {
  bash(`mkdir tree && cd tree && mkdir below && touch below/file
    node -e '
      const fs = require("fs"), pad = "x".repeat(240);
      for (let n = 0; n < 9000; n += 1) fs.writeFileSync(pad + n, "");
      fs.writeFileSync(Buffer.from([0x66, 0xff, 0xfe]), "");'`);
  expect(fs.statSync(`${trash}/tree`).size).toBeGreaterThan(2 << 20);
  expect(await empty()).toEqual({ ...nothingKept, entries: 9004 });
  expect(fs.readdirSync(trash)).toEqual([]);
});

test('folders that are closed or read-only are opened, without being root too', () => {
  bash('mkdir -p tree/closed/below tree/read-only/below; touch tree/closed/below/file tree/read-only/file');
  bash('chmod 000 tree/closed/below tree/closed; chmod 555 tree/read-only/below tree/read-only tree');
  const isRoot = process.getuid?.() === 0;
  if (isRoot) bash('chown -R 65534:65534 .');
  const as = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const [program = '', ...args] = [...as, process.execPath, script, trash];
  const told = JSON.parse(execFileSync(program, args, { encoding: 'utf8' }));
  expect(told).toEqual({ ...nothingKept, entries: 7 });
  expect(fs.readdirSync(trash)).toEqual([]);
});

test.runIf(canMount)('an immutable file stays and is named; all else goes', async () => {
  bash('mkdir -p tree/folder/below other; touch tree/folder/file tree/folder/kept tree/folder/below/kept other/file');
  bash('chattr +i tree/folder/kept tree/folder/below/kept');
  const { keptRoots, kept, entries } = await empty();
  expect(keptRoots).toEqual([`${trash}/tree`]);
  expect(kept.map((one) => `${one.code} ${path.relative(trash, one.path)}`).sort()).toEqual([
    'EPERM tree/folder/below/kept',
    'EPERM tree/folder/kept',
  ]);
  expect(entries).toBe(3);
  expect(bash('find . -type f | sort').split('\n')).toEqual(['./tree/folder/below/kept', './tree/folder/kept', '']);
  bash('chattr -i tree/folder/kept tree/folder/below/kept');
  expect(await empty()).toMatchObject({ ...nothingKept, entries: 5 });
});

test.runIf(canMount)('what is mounted below is not touched', async () => {
  const point = `${trash}/tree/folder/mounted`;
  mountTmpfs(point);
  fs.writeFileSync(`${point}/file`, 'of another volume');
  try {
    expect(await empty()).toMatchObject({ kept: [{ path: point, code: 'EXDEV' }], keptCount: 1 });
    expect(fs.readFileSync(`${point}/file`, 'utf8')).toBe('of another volume');
  } finally {
    unmount(point);
  }
});

test('two who empty it at once do not disturb each other', async () => {
  bash(
    'for folder in $(seq 40); do mkdir -p tree/d$((folder % 5))/e$folder; for n in $(seq 30); do : > tree/d$((folder % 5))/e$folder/$n; done; done',
  );
  const entries = count();
  const [one, other] = await Promise.all([empty(), empty()]);
  for (const { entries: _, ...stays } of [one, other]) expect(stays).toEqual(nothingKept);
  expect(one.entries + other.entries).toBe(entries);
  expect(fs.readdirSync(trash)).toEqual([]);
});

test('cancelled, it ends soon, and what is left can be removed', async () => {
  bash('for folder in $(seq 60); do mkdir -p tree/$folder; for n in $(seq 40); do : > tree/$folder/$n; done; done');
  const abort = new AbortController();
  const removal = empty(abort.signal);
  abort.abort(new Error('enough'));
  await expect(removal).rejects.toThrow('enough');
  expect(count()).toBeGreaterThan(0);
  await empty();
  expect(fs.readdirSync(trash)).toEqual([]);
});
