import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HoldfastError } from '#shared/errors.ts';
import { checkDestination } from '../../../electron/engine/repository/check-destination.ts';
import { freeSpace } from '../../../electron/engine/repository/free-space.ts';
import { probeVolume } from '../../../electron/engine/repository/probe-volume.ts';
import { isSameVolume, volumeIdentity } from '../../../electron/engine/repository/volume-identity.ts';
import { canMount, mountExt4, mountTmpfs, remountReadOnly, unmount } from '../../helpers/volumes.ts';

let folder: string;
let mounted: string[];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-destination-'));
  mounted = [];
});

afterEach(() => {
  for (const mountPoint of mounted.toReversed()) unmount(mountPoint);
  fs.rmSync(folder, { recursive: true });
});

const id = '11111111-1111-4111-8111-111111111111';

function makeRepository(
  at: string,
  marker: object = {},
): { id: string; path: string; volume: { uuid: string | null; fileSystem: string } } {
  fs.mkdirSync(at, { recursive: true });
  const content = { format: 1, id, createdAt: '2026-11-21T04:00:00.000Z', ...marker };
  fs.writeFileSync(path.join(at, 'holdfast-repository.json'), JSON.stringify(content));
  return { id, path: at, volume: volumeIdentity(at) };
}

function problemOf(row: Parameters<typeof checkDestination>[0]): string | undefined {
  try {
    checkDestination(row);
    return undefined;
  } catch (error) {
    return error instanceof HoldfastError ? error.code : String(error);
  }
}

test('a repository where it belongs passes, and nothing is created in it', () => {
  const row = makeRepository(folder);
  expect(problemOf(row)).toBeUndefined();
  expect(fs.readdirSync(folder)).toEqual(['holdfast-repository.json']);
});

test('a missing folder, also below a file, is a missing destination and stays missing', () => {
  const row = makeRepository(folder);
  const missing = path.join(folder, 'gone');
  expect(problemOf({ ...row, path: missing })).toBe('destination-missing');
  expect(problemOf({ ...row, path: path.join(folder, 'holdfast-repository.json', 'x') })).toBe('destination-missing');
  expect(fs.existsSync(missing)).toBe(false);
});

test('a folder without marker is an empty mount point', () => {
  const row = makeRepository(folder);
  fs.rmSync(path.join(folder, 'holdfast-repository.json'));
  expect(problemOf(row)).toBe('destination-not-mounted');
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('another repository, a damaged marker and a newer format are told apart', () => {
  expect(problemOf({ ...makeRepository(folder), id: crypto.randomUUID() })).toBe('destination-wrong-volume');
  expect(problemOf(makeRepository(folder, { id: 'x' }))).toBe('destination-wrong-volume');
  expect(problemOf(makeRepository(folder, { format: 2, id: 7 }))).toBe('format-unknown');
  fs.writeFileSync(path.join(folder, 'holdfast-repository.json'), '{"form');
  expect(problemOf({ id, path: folder, volume: volumeIdentity(folder) })).toBe('destination-wrong-volume');
});

test('another UUID, or another file system where there is none, is another volume', () => {
  const row = makeRepository(folder);
  expect(problemOf({ ...row, volume: { ...row.volume, fileSystem: 'vfat', uuid: null } })).toBe(
    row.volume.uuid === null ? 'destination-wrong-volume' : undefined,
  );
  expect(isSameVolume({ uuid: 'a', fileSystem: 'ext4' }, { uuid: 'b', fileSystem: 'ext4' })).toBe(false);
  expect(isSameVolume({ uuid: 'a', fileSystem: 'ext4' }, { uuid: null, fileSystem: 'ext4' })).toBe(true);
});

test.runIf(canMount)('an unplugged drive leaves an empty mount point, and another drive may take its place', () => {
  const mountPoint = path.join(folder, 'drive with space');
  mountTmpfs(mountPoint);
  mounted.push(mountPoint);
  const row = makeRepository(path.join(mountPoint, 'backups'));
  const atTop = makeRepository(mountPoint);
  expect(row.volume.fileSystem).toBe('tmpfs');
  expect(problemOf(row)).toBeUndefined();
  unmount(mountPoint);
  mounted.pop();
  expect(problemOf(row)).toBe('destination-missing');
  expect(problemOf(atTop)).toBe('destination-not-mounted');
  mountExt4(path.join(folder, 'image'), mountPoint);
  mounted.push(mountPoint);
  expect(problemOf(row)).toBe('destination-missing');
  expect(problemOf(atTop)).toBe('destination-not-mounted');
  fs.mkdirSync(row.path);
  fs.writeFileSync(
    path.join(row.path, 'holdfast-repository.json'),
    JSON.stringify({ format: 1, id, createdAt: '2026-11-21T04:00:00.000Z' }),
  );
  expect(problemOf(row)).toBe('destination-wrong-volume');
});

test.runIf(canMount)('a read-only volume is told, even to root', () => {
  const mountPoint = path.join(folder, 'drive');
  mountExt4(path.join(folder, 'image'), mountPoint);
  mounted.push(mountPoint);
  const row = makeRepository(mountPoint);
  expect(row.volume.fileSystem).toBe('ext4');
  remountReadOnly(mountPoint);
  expect(problemOf(row)).toBe('destination-read-only');
  expect(() => probeVolume(mountPoint)).toThrow(expect.objectContaining({ code: 'destination-read-only' }));
});

test('a volume tells what it can do, and keeps nothing of the trial', () => {
  expect(probeVolume(folder)).toEqual({ hardLinks: true, caseSensitive: process.platform !== 'darwin' });
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('free space is what this user may still write', () => {
  const { freeBytes, totalBytes } = freeSpace(folder);
  expect(freeBytes).toBeGreaterThan(0);
  expect(totalBytes).toBeGreaterThan(freeBytes);
  expect(Number.isSafeInteger(totalBytes)).toBe(true);
});
