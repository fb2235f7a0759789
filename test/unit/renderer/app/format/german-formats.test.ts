import { afterAll, beforeAll, expect, test, vi } from 'vitest';

beforeAll(() => {
  vi.stubGlobal('window', { navigator: { language: 'de-DE' }, localStorage: { getItem: () => null } });
  vi.resetModules();
});

afterAll(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const formats = () => import('../../../../../renderer/app/format/format-number.ts');

test('numbers are grouped and cut as German does', async () => {
  const { decimalMark, formatNumber, formatPercent, groupMark } = await formats();
  expect([formatNumber(1_234_567), formatPercent(0.42), groupMark, decimalMark]).toEqual([
    '1.234.567',
    '42\u00a0%',
    '.',
    ',',
  ]);
});

test('sizes and durations have a comma', async () => {
  const { formatBytes } = await import('../../../../../renderer/app/format/format-bytes.ts');
  const { formatDuration } = await import('../../../../../renderer/app/format/format-duration.ts');
  expect([formatBytes(4_210_000_000), formatBytes(5e18)]).toEqual(['4,21 GB', '5.000 PB']);
  expect([formatDuration(400), formatDuration(76 * 3_600_000)]).toEqual(['0,4 s', '3 Tage 4 h']);
});

test('moments are said as German says them', async () => {
  const { formatAgo, formatDay } = await import('../../../../../renderer/app/format/format-when.ts');
  const now = new Date(2026, 10, 21, 12).getTime();
  const before = (ms: number) => new Date(now - ms).toISOString();
  expect([formatAgo(before(0), now), formatAgo(before(3 * 3_600_000), now)]).toEqual(['gerade eben', 'vor 3 h']);
  expect([formatAgo(before(86_400_000), now), formatAgo(before(2 * 86_400_000), now)]).toEqual([
    'vor 1 Tag',
    'vor 2 Tagen',
  ]);
  expect(formatAgo(new Date(2026, 0, 5).toISOString(), now)).toBe('am 5. Jan.');
  expect(formatDay(new Date(now).toISOString())).toBe('21. Nov. 2026');
});

test('names stand in the order of a German list, and several make a sentence', async () => {
  const { compareNames } = await import('../../../../../renderer/app/format/compare-names.ts');
  const { formatList } = await import('../../../../../renderer/app/format/format-list.ts');
  const names = ['Zoo', 'Äpfel', 'Band 10', 'Band 9', 'Apfel'];
  expect(names.toSorted(compareNames)).toEqual(['Apfel', 'Äpfel', 'Band 9', 'Band 10', 'Zoo']);
  expect(formatList(['A', 'B', 'C'])).toBe('A, B und C');
});
