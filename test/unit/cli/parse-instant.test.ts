import { expect, test } from 'vitest';
import { parseInstant } from '../../../electron/cli/parse-instant.ts';

const local = (...parts: [number, number, number, number?, number?, number?, number?]): string =>
  new Date(...parts).toISOString();

test('a day is meant whole, by this computer’s calendar', () => {
  expect(parseInstant('--since', '2026-11-20', 'start')).toBe(local(2026, 10, 20));
  expect(parseInstant('--until', '2026-11-20', 'end')).toBe(local(2026, 10, 20, 23, 59, 59, 999));
  expect(parseInstant('--until', '2026-12-31', 'end')).toBe(local(2026, 11, 31, 23, 59, 59, 999));
});

test('a time is of this computer’s zone unless it says which', () => {
  expect(parseInstant('--since', '2026-11-20 14:05', 'start')).toBe(local(2026, 10, 20, 14, 5));
  expect(parseInstant('--until', '2026-11-20T14:05:09', 'end')).toBe(local(2026, 10, 20, 14, 5, 9));
  expect(parseInstant('--since', '2026-11-20T14:05Z', 'start')).toBe('2026-11-20T14:05:00.000Z');
  expect(parseInstant('--since', '2026-11-20 14:05+02:00', 'start')).toBe('2026-11-20T12:05:00.000Z');
});

test.each(['yesterday', '2026', '2026-02-30', '2026-13-01', '2026-11-20 25:00', '20.11.2026', '2026-11-20Z', ''])(
  '%j is refused',
  (text) => {
    expect(() => parseInstant('--since', text, 'start')).toThrow('--since takes a day such as');
  },
);
