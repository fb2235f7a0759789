import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { type Conditions, type Decision, isDue, pendingOf } from '../../../../electron/engine/schedule/is-due.ts';

const hourMs = 3_600_000;
const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const daily: Schedule = {
  ...{ id: '00000000-0000-4000-8000-000000000001', every: { kind: 'daily', at: '03:00' }, timeZone: 'UTC' },
  ...{
    jitterMinutes: 0,
    enabled: true,
    scope: ['files'],
    minPercent: null,
    keep: null,
    since: '2026-11-01T00:00:00.000Z',
  },
};
const fine: Conditions = {
  ...{ pausedUntil: null, busy: false, power: { onBattery: false, percent: null }, volume: 'ready', lastGood: null },
  unreachable: null,
  locked: null,
};

describe('what is pending', () => {
  test('nothing before the first occurrence after the schedule was made, nor of one that is off', () => {
    expect(pendingOf(daily, null, at('01T02:59:59'))).toBeNull();
    expect(pendingOf({ ...daily, enabled: false }, null, at('05T12:00'))).toBeNull();
    expect(pendingOf(daily, null, at('01T03:00'))?.newest.key).toBe('2026-11-01T03:00');
  });

  test('after days of sleep: one to be run, and those that it makes up for', () => {
    const pending = pendingOf(daily, at('02T03:00'), at('06T10:00'));
    expect(pending?.newest.key).toBe('2026-11-06T03:00');
    expect(pending?.passed.map(({ key }) => key.slice(8, 10))).toEqual(['03', '04', '05']);
  });

  test('a schedule that was made while the clock was ahead is due once now', () => {
    const early = { ...daily, since: '2031-01-01T00:00:00.000Z' };
    expect(pendingOf(early, null, at('06T10:00'))?.newest.key).toBe('2026-11-06T03:00');
    expect(pendingOf(early, at('06T03:00'), at('06T10:00'))).toBeNull();
  });
});

describe('what is done about it', () => {
  const now = at('06T03:00:05');
  const decide = (when: Partial<Conditions>, schedule: Schedule = daily): Decision => {
    const pending = pendingOf(schedule, at('05T03:00'), now);
    return pending ? isDue(schedule, pending, now, { ...fine, ...when }) : { kind: 'hold' };
  };
  const low = { onBattery: true, percent: 20 };
  test.each<[string, Decision, Decision]>([
    ['it runs', decide({}), { kind: 'run' }],
    ['paused', decide({ pausedUntil: now + 1 }), { kind: 'wait', reason: 'paused' }],
    ['a pause that is over', decide({ pausedUntil: now }), { kind: 'run' }],
    ['busy', decide({ busy: true }), { kind: 'wait', reason: 'busy' }],
    ['the drive is away', decide({ volume: 'volume-away' }), { kind: 'wait', reason: 'volume-away' }],
    ['a server is away', decide({ unreachable: { forMs: 0, alone: false } }), { kind: 'wait', reason: 'network' }],
    ['it is away for long', decide({ unreachable: { forMs: hourMs, alone: false } }), { kind: 'run' }],
    ['the keyring is closed', decide({ locked: { forMs: 0, alone: false } }), { kind: 'wait', reason: 'keyring' }],
    ['it is for long', decide({ locked: { forMs: hourMs, alone: false } }), { kind: 'run' }],
    [
      'and only passwords matter',
      decide({ locked: { forMs: hourMs, alone: true } }),
      { kind: 'wait', reason: 'keyring' },
    ],
    ['nothing but it', decide({ unreachable: { forMs: hourMs, alone: true } }), { kind: 'wait', reason: 'network' }],
    ['a low battery that does not matter', decide({ power: low }), { kind: 'run' }],
    ['a low battery', decide({ power: low }, { ...daily, minPercent: 30 }), { kind: 'wait', reason: 'battery' }],
    ['as low as allowed', decide({ power: low }, { ...daily, minPercent: 20 }), { kind: 'run' }],
    ['charging', decide({ power: { ...low, onBattery: false } }, { ...daily, minPercent: 30 }), { kind: 'run' }],
    ['a newer backup is there', decide({ lastGood: at('06T03:00:01') }), { kind: 'skip', reason: 'covered' }],
    ['yesterday’s backup is there', decide({ lastGood: at('05T23:00') }), { kind: 'run' }],
    ['a backup from the future is there', decide({ lastGood: at('20T00:00') }), { kind: 'run' }],
  ])('%s', (_, decision, expected) => expect(decision).toEqual(expected));
});

test('chance delays each occurrence the same each time, within its minutes and never over the next', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 720 }),
      fc.integer({ min: 0, max: 1000 }),
      fc.uuid(),
      (jitterMinutes, hours, id) => {
        const hourly: Schedule = { ...daily, id, every: { kind: 'hourly', minute: 0 }, jitterMinutes };
        const now = at('10T00:00') + hours * hourMs;
        const pending = pendingOf(hourly, now - hourMs, now);
        expect(pending).toEqual(pendingOf(hourly, now - hourMs, now));
        const delay = (pending?.startsAt ?? Number.NaN) - now;
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(Math.min(jitterMinutes * 60_000, hourMs / 2));
        if (pending && delay > 0) expect(isDue(hourly, pending, now, fine)).toEqual({ kind: 'hold' });
      },
    ),
  );
});
