import { expect, test } from 'vitest';
import type { Progress } from '#shared/domain/run.ts';
import { progressLine } from '../../../../electron/cli/output/progress-line.ts';

const copying: Progress = {
  phase: 'copying',
  filesDone: 10,
  filesTotal: 20,
  bytesDone: 500_000_000,
  bytesTotal: 2_000_000_000,
  bytesPerSecond: 50_000_000,
  leftMs: 30_000,
  path: '/home/me/Pictures/2026/holiday.jpg',
};

test('step, bar, amounts, rate, time left and path', () => {
  expect(progressLine(copying, 150)).toBe(
    'Copying  [#####---------------]  25 %  500 MB of 2.0 GB  50 MB/s  30 s left  /home/me/Pictures/2026/holiday.jpg',
  );
});

test('a path that does not fit loses its beginning; without room there is none', () => {
  expect(progressLine(copying, 100)).toMatch(/30 s left {2}….*holiday\.jpg$/);
  expect(progressLine(copying, 100)).toHaveLength(100);
  expect(progressLine(copying, 40)).toHaveLength(40);
});

test('before the totals are known there is no bar', () => {
  const scanning: Progress = {
    ...copying,
    phase: 'scanning',
    filesTotal: null,
    bytesTotal: null,
    bytesPerSecond: 0,
    leftMs: null,
    path: null,
  };
  expect(progressLine({ ...scanning, filesDone: 1234 }, 80)).toBe('Looking for changes  1,234 entries');
});

test('of a deletion the rate is that of its entries', () => {
  const none = { bytesDone: 0, bytesTotal: null, bytesPerSecond: 0, path: null };
  const deleting: Progress = { ...copying, ...none, phase: 'deleting', filesPerSecond: 42_000 };
  expect(progressLine(deleting, 150)).toBe('Deleting  [##########----------]  50 %  10 of 20  42,000/s  30 s left');
  expect(progressLine({ ...deleting, phase: 'scanning' }, 150)).not.toContain('/s');
});

test('a name cannot act on the terminal', () => {
  expect(progressLine({ ...copying, path: '/a\x1b[2J' }, 200)).not.toContain('\x1b');
});
