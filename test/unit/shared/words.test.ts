import { describe, expect, test } from 'vitest';
import { describeOnConnect } from '#shared/describe-drive.ts';
import { describeEvery } from '#shared/describe-every.ts';
import { describeSchedule } from '#shared/describe-schedule.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { describeHook, hookEndWords, hookMomentWords } from '#shared/hook-words.ts';
import { keepWords } from '#shared/keep-words.ts';
import { channelWords, concernOf, deliveryWords, kindWords } from '#shared/notification-words.ts';
import { skipWords } from '#shared/skip-words.ts';
import { volumeWords } from '#shared/volume-words.ts';
import { english } from '../../helpers/english.ts';

/** Names that are the same in both. */
const names: ReadonlySet<string> = new Set(['Desktop', 'Webhook (JSON)', 'ntfy', 'Healthchecks']);

describe.each(Object.entries({ channelWords, deliveryWords, hookMomentWords, kindWords, skipWords, volumeWords }))(
  '%s',
  (_, { en, de }) => {
    test.each(Object.entries(de))('%s: %s', (key, word) => {
      const before: string | undefined = Object.entries(en).find(([name]) => name === key)?.[1];
      expect(word === before).toBe(names.has(word));
      expect(english(word)).toEqual([]);
    });
    test('has the same in both', () => expect(Object.keys(de)).toEqual(Object.keys(en)));
  },
);

test.each([
  ['0 3 * * *', 'um 03:00'],
  ['30 2 * * 1-5', 'um 02:30, Montag bis Freitag'],
  ['*/15 * * * *', 'alle 15 Minuten'],
  ['* * * * *', 'jede Minute'],
  ['0 * * * *', 'jede Stunde'],
  ['0 */6 * * *', 'um 00:00, 06:00, 12:00 und 18:00'],
  ['0 9-17 * * mon-fri', 'jede Stunde von 09:00 bis 17:59, Montag bis Freitag'],
  ['15 4 1,15 1,7 *', 'um 04:15, am 1. und 15., im Januar und Juli'],
  ['0 0 13 * fri', 'um 00:00, am 13. und auch am Freitag'],
])('%s: %s', (expression, words) => expect(describeEvery({ kind: 'cron', expression }, 'de')).toBe(words));

test('a schedule in one line of German', () => {
  const every = { kind: 'monthly' as const, day: 31, at: '03:00' };
  const keep = { last: 3, withinDays: 1, hourly: 0, daily: 7, weekly: 0, monthly: 0, yearly: 0 };
  const schedule = { every, timeZone: 'Europe/Vienna', jitterMinutes: 1, minPercent: 30, keep, enabled: false };
  expect(describeSchedule({ ...schedule, scope: ['databases'] }, 'de')).toBe(
    'jeden Monat am letzten Tag um 03:00 (Europe/Vienna), nur Datenbanken, bis zu 1 Minute später, nicht im Akkubetrieb unter 30 %, behält von den eigenen die letzten 3, alle des letzten Tages, 7 tägliche, aus',
  );
  expect(keepWords(keep, 'en')).toBe('the last 3, all of the last day, 7 daily');
});

test('commands, drives, sizes and what is not safe', () => {
  const hook = { id: 'a', when: 'before' as const, command: 'sync', timeoutSeconds: 300, stopOnFailure: true };
  expect(describeHook({ ...hook, agreed: true }, 'de')).toBe(
    'vor einer Sicherung, die ausfällt, wenn er scheitert, höchstens 5 min lang: sync',
  );
  expect(hookEndWords({ end: 'failed', exitCode: 3 }, 'de')).toBe('Rückgabewert 3');
  expect([null, { minHours: 0 }, { minHours: 6 }].map((rule) => describeOnConnect(rule, 'de'))).toEqual([
    'nie',
    'jedes Mal, wenn sein Laufwerk erscheint',
    'wenn sein Laufwerk erscheint, höchstens alle 6 Stunden',
  ]);
  expect([formatBytes(1_500_000, 'de'), formatBytes(1_500_000), formatBytes(999, 'de')]).toEqual([
    '1,5 MB',
    '1.5 MB',
    '999 B',
  ]);
  expect([concernOf('safe', 'de'), concernOf('http', 'de')]).toEqual([null, expect.stringMatching(/^Ohne https/)]);
});
