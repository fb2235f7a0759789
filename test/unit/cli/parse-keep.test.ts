import { describe, expect, test } from 'vitest';
import { parseKeep } from '../../../electron/cli/parse-keep.ts';
import { defaultKeep } from '../../../shared/domain/retention.ts';
import { formatKeep } from '../../../shared/format-keep.ts';

describe('a policy on the command line', () => {
  test('names its rules; what is not named is not kept for its own sake', () => {
    expect(parseKeep('last=3,hourly=8,daily=7')).toEqual({
      ...{ last: 3, withinDays: 0, hourly: 8, daily: 7, weekly: 0, monthly: 0, yearly: 0 },
    });
    expect(parseKeep('within-days=30, yearly=2')).toMatchObject({ withinDays: 30, yearly: 2 });
    expect(parseKeep('all')).toBeNull();
  });

  test('is written as it is read', () => {
    expect(formatKeep(defaultKeep)).toBe('last=3,within-days=1,hourly=8,daily=7,weekly=4,monthly=12,yearly=3');
    expect(parseKeep(formatKeep(defaultKeep))).toEqual(defaultKeep);
    expect(formatKeep(null)).toBe('all');
  });

  test.each([
    '',
    'daily',
    'daily=',
    'daily=-1',
    'daily=1.5',
    'nightly=3',
    'daily=10001',
    'all,daily=1',
    'constructor=1',
  ])('refuses “%s”', (text) => {
    expect(() => parseKeep(text)).toThrow(/says nothing about what to keep/);
  });
});
