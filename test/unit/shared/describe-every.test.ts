import { expect, test } from 'vitest';
import { describeEvery } from '#shared/describe-every.ts';
import { describeSchedule } from '#shared/describe-schedule.ts';
import { parseCron } from '#shared/domain/cron.ts';

test.each([
  ['0 3 * * *', 'at 03:00'],
  ['30 2 * * 1-5', 'at 02:30, Monday to Friday'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['* * * * *', 'every minute'],
  ['0 * * * *', 'every hour'],
  ['0 */6 * * *', 'at 00:00, 06:00, 12:00 and 18:00'],
  ['0 9-17 * * mon-fri', 'every hour from 09:00 to 17:59, Monday to Friday'],
  ['0 4 1 * *', 'at 04:00, on the 1st'],
  ['15 4 1,15 1,7 *', 'at 04:15, on the 1st and the 15th, in January and July'],
  ['0 0 13 * fri', 'at 00:00, on the 13th and also on Friday'],
  ['0 12 * * 0,6', 'at 12:00, on Sunday and Saturday'],
  ['5 4 * * 7', 'at 04:05, on Sunday'],
])('%s: %s', (expression, words) => expect(describeEvery({ kind: 'cron', expression }, 'en')).toBe(words));

test.each([
  ['0 3 * *', 'five fields'],
  ['60 3 * * *', '“60” is no minute: it must be between 0 and 59.'],
  ['0 3 * * funday', '“funday” is no weekday'],
  ['0 17-9 * * *', 'ends before it begins'],
  ['0 3 */0 * *', 'must be 1 or more'],
  ['0 3 30 2 *', 'never comes due'],
  ['@daily * * * *', 'no minute that cron knows'],
])('%s is refused: %s', (expression, message) => expect(() => parseCron(expression)).toThrow(message));

test('a schedule in one line', () => {
  const daily = { every: { kind: 'daily' as const, at: '03:00' }, timeZone: 'Europe/Vienna' };
  const plain = {
    scope: ['files' as const, 'databases' as const],
    jitterMinutes: 0,
    minPercent: null,
    keep: null,
    enabled: true,
  };
  expect(describeSchedule({ ...daily, ...plain }, 'en')).toBe('every day at 03:00 (Europe/Vienna)');
  const full = {
    scope: ['databases' as const],
    jitterMinutes: 15,
    minPercent: 30,
    keep: 'all' as const,
    enabled: false,
  };
  expect(describeSchedule({ ...daily, ...full }, 'en')).toBe(
    'every day at 03:00 (Europe/Vienna), databases only, up to 15 minutes later, not on battery below 30 %, keeps all of its own, off',
  );
});
