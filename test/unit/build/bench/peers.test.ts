import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { borg } from '../../../../build/bench/peers/borg.ts';
import { cpAl } from '../../../../build/bench/peers/cp-al.ts';
import { holdfast } from '../../../../build/bench/peers/holdfast.ts';
import type { At, Command } from '../../../../build/bench/peers/peer.ts';
import { rdiffBackup } from '../../../../build/bench/peers/rdiff-backup.ts';
import { restic } from '../../../../build/bench/peers/restic.ts';
import { rsnapshot } from '../../../../build/bench/peers/rsnapshot.ts';
import { rsync } from '../../../../build/bench/peers/rsync.ts';

const first: At = { place: '/p', tree: '/t', made: 0, deleted: 0 };
const fourth: At = { ...first, made: 3, deleted: 1 };

const words = (commands: readonly Command[]): string[] =>
  commands.filter(({ apart }) => !apart).map(({ program, args }) => [path.basename(program), ...args].join(' '));

test('rsync links to the copy before, and to none at first', () => {
  expect(words(rsync.backup(first))).toEqual(['rsync -aHAX /t/ /p/copy-0/']);
  expect(words(rsync.backup(fourth))).toEqual(['rsync -aHAX --link-dest=/p/copy-2 /t/ /p/copy-3/']);
});

test("the checksum pass after rsync's first backup is kept apart", () => {
  expect(rsync.backup(first).map(({ apart }) => apart)).toEqual([undefined, true]);
});

test('cp -al copies by links first', () => {
  expect(words(cpAl.backup(first))).toEqual(['rsync -aHAX /t/ /p/copy-0/']);
  expect(words(cpAl.backup(fourth))).toEqual(['cp -al /p/copy-2 /p/copy-3', 'rsync -aHAX --delete /t/ /p/copy-3/']);
});

test('the oldest snapshot left is the one to delete', () => {
  expect(words(rsync.deleteOldest(fourth))).toEqual(['rm -rf /p/copy-1']);
  expect(words(rsnapshot.deleteOldest(fourth))).toEqual(['rm -rf /p/snapshots/alpha.1']);
  expect(words(restic.deleteOldest(fourth))).toEqual(['restic forget --keep-last 1 --prune']);
  expect(words(borg.deleteOldest(fourth))).toEqual(['borg delete ::1', 'borg compact']);
});

test('one file is restored from the newest snapshot', () => {
  const at = { ...fourth, target: '/r', file: '/t/a/b' };
  expect(words(rsync.restoreOne(at))).toEqual(['rsync -aHAX /p/copy-2/a/b /r/']);
  expect(words(restic.restoreOne(at))).toEqual(['restic restore latest --target /r --include /t/a/b']);
  expect(words(borg.restoreOne(at))).toEqual(['borg extract ::2 t/a/b']);
  expect(words(rdiffBackup.restoreOne(at))).toEqual(['rdiff-backup restore /p/repository/a/b /r/b']);
});

test("rsnapshot's settings are separated by tabs, and its rotation deletes nothing", () => {
  const text = rsnapshot.prepare(first).files?.[0]?.text;
  expect(text).toContain('backup\t/t/\tlocalhost/\n');
  expect(text).toContain('retain\talpha\t1000\n');
});

let place: string;
beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-bench-test-'));
});
afterEach(() => fs.rmSync(place, { recursive: true }));

test('rdiff-backup is to delete what is older than its second oldest increment', () => {
  const data = path.join(place, 'repository/rdiff-backup-data');
  fs.mkdirSync(data, { recursive: true });
  for (const day of [22, 21, 23]) fs.writeFileSync(path.join(data, `increments.2026-11-${day}T10:22:43Z.dir`), '');
  expect(rdiffBackup.deleteOldest({ ...fourth, place })[0]?.args).toEqual([
    ...['--force', 'remove', 'increments', '--older-than', '2026-11-22T10:22:43Z'],
    path.join(place, 'repository'),
  ]);
});

test('Holdfast is asked for its oldest snapshot by name, with the phrase that confirms it', () => {
  const snapshots = path.join(place, 'repository/plans/bench/snapshots');
  fs.mkdirSync(path.join(snapshots, '2026-01-02T00-00-00Z'), { recursive: true });
  fs.mkdirSync(path.join(snapshots, '2026-01-01T00-00-00Z'));
  const at = { ...fourth, place };
  expect(holdfast.deleteOldest(at)[0]?.args.slice(-4)).toEqual([
    'delete',
    'Bench/2026-01-01T00-00-00Z',
    '--confirm',
    '2026-01-01T00-00-00Z',
  ]);
  expect(holdfast.newest?.(at)).toBe(path.join(snapshots, '2026-01-02T00-00-00Z/files/t'));
});
