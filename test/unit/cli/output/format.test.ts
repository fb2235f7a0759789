import { expect, test } from 'vitest';
import {
  countOf,
  formatAge,
  formatCount,
  formatDuration,
  formatMode,
  formatSize,
  formatTime,
} from '../../../../electron/cli/output/format.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9949, '9.9 kB'],
  [9960, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [12_345_678_901, '12 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_234_567, '1,234,567'],
])('%d is %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test('one and many', () => {
  expect([countOf(1, 'file'), countOf(2000, 'file'), countOf(0, 'entry', 'entries')]).toEqual([
    '1 file',
    '2,000 files',
    '0 entries',
  ]);
});

test.each([
  [0, '0.0 s'],
  [9949, '9.9 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [185_000, '3 min 5 s'],
  [7_800_000, '2 h 10 min'],
])('%d ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('an instant is shown in local time, to the second', () => {
  const date = new Date(2026, 0, 2, 3, 4, 5);
  expect(formatTime(date.toISOString())).toBe('2026-01-02 03:04:05');
});

test('ages', () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z');
  expect(formatAge('2026-11-21T11:59:30.000Z', now)).toBe('just now');
  expect(formatAge('2026-11-21T11:48:00.000Z', now)).toBe('12 min ago');
  expect(formatAge('2026-11-20T11:00:00.000Z', now)).toBe('25 h ago');
  expect(formatAge('2026-11-11T12:00:00.000Z', now)).toBe('10 days ago');
});

test.each([
  ['file', 0o644, '-rw-r--r--'],
  ['folder', 0o1777, 'drwxrwxrwt'],
  ['file', 0o4755, '-rwsr-xr-x'],
  ['file', 0o4644, '-rwSr--r--'],
  ['link', 0o777, 'lrwxrwxrwx'],
])('%s %o', (type, mode, text) => {
  expect(formatMode(type, mode)).toBe(text);
});
