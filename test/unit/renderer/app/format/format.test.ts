import { describe, expect, test } from 'vitest';
import { formatBytes, formatRate } from '../../../../../renderer/app/format/format-bytes.ts';
import { formatDuration, formatTimeLeft } from '../../../../../renderer/app/format/format-duration.ts';
import { formatNumber, formatPercent } from '../../../../../renderer/app/format/format-number.ts';
import { formatAgo, formatDateTime, formatMoment, formatSpan } from '../../../../../renderer/app/format/format-when.ts';

describe('sizes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [1234, '1.23 kB'],
    [99_949, '99.9 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [4_210_000_000, '4.21 GB'],
    [2_000_000_000_000, '2.00 TB'],
    [5e18, '5,000 PB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test('a rate is a size a second', () => {
    expect(formatRate(85_000_000)).toBe('85.0 MB/s');
  });
});

describe('numbers', () => {
  test('are grouped', () => {
    expect(formatNumber(1_234_567)).toBe('1,234,567');
  });

  test('a share is whole only when it is', () => {
    expect(formatPercent(0.9999)).toBe('99%');
    expect(formatPercent(1)).toBe('100%');
  });
});

describe('durations', () => {
  test.each([
    [0, '0.0 s'],
    [420, '0.4 s'],
    [12_000, '12 s'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [273_600_000, '3 days 4 h'],
  ])('%d ms are %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test.each([
    [1000, 'a few seconds left'],
    [38_000, 'about 40 s left'],
    [61_000, 'about 2 min left'],
    [7_800_000, 'about 2 h 10 min left'],
  ])('%d ms left are said as “%s”', (ms, text) => {
    expect(formatTimeLeft(ms)).toBe(text);
  });
});

describe('moments', () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z');
  const before = (ms: number) => new Date(now - ms).toISOString();

  test.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [12 * 60_000, '12 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [24 * 3_600_000, '1 day ago'],
    [13 * 24 * 3_600_000, '13 days ago'],
  ])('%d ms before now is %s', (ms, text) => {
    expect(formatAgo(before(ms), now)).toBe(text);
  });

  test('after two weeks the date says more', () => {
    expect(formatAgo('2026-10-01T12:00:00.000Z', now)).toBe('on 1 Oct');
    expect(formatAgo('2025-10-01T12:00:00.000Z', now)).toBe('on 1 Oct 2025');
  });

  test('a moment of another year says which', () => {
    expect(formatMoment('2025-06-15T12:00:00.000Z', now)).toContain('2025');
    expect(formatMoment('2026-06-15T12:00:00.000Z', now)).not.toContain('2026');
  });

  test('a span says its day once', () => {
    const at = (day: number, second: number) => new Date(2026, 10, day, 6, 31, second).toISOString();
    expect(formatSpan(at(21, 1), at(21, 42))).toEqual({ older: '21 Nov 2026, 06:31:01', newer: '06:31:42' });
    expect(formatSpan(at(20, 1), at(21, 42)).newer).toBe('21 Nov 2026, 06:31:42');
  });

  test('what is no date is shown as it came', () => {
    expect(formatDateTime('+275761-01-01')).toBe('+275761-01-01');
  });
});
