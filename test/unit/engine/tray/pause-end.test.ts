import { expect, test } from 'vitest';
import { pauseEnd } from '../../../../electron/engine/tray/pause-end.ts';

const local = (text: string): number => new Date(text).getTime();

test.each([
  ['2026-11-21T14:30:00', '2026-11-22T06:00:00'],
  ['2026-12-31T23:59:59', '2027-01-01T06:00:00'],
  ['2026-11-21T02:00:00', '2026-11-22T06:00:00'],
])('a pause until tomorrow that begins at %s ends at %s', (now, end) => {
  expect(pauseEnd('tomorrow', local(now))).toBe(local(end));
});

test('the others end in an hour, or never', () => {
  expect(pauseEnd('hour', 5)).toBe(3_600_005);
  expect(pauseEnd('endless', 5)).toBeNull();
});
