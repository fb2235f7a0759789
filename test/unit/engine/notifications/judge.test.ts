import { describe, expect, it, test } from 'vitest';
import { type Channel, channelSchema, notificationKinds, usualKinds } from '#shared/domain/notification.ts';
import { atFirst, type EndedRun, judgeRun, pingOf } from '../../../../electron/engine/notifications/judge-run.ts';
import { judgeState, unknown } from '../../../../electron/engine/notifications/judge-state.ts';
import { retryAfter } from '../../../../electron/engine/notifications/retry-after.ts';
import { takes } from '../../../../electron/engine/notifications/takes.ts';

const ended = (outcome: EndedRun['outcome'], more: Partial<EndedRun> = {}): EndedRun => ({
  ...{ kind: 'backup', outcome, endedAt: '2026-11-21T03:00:00.000Z', errorCode: null, warningCodes: [] },
  ...more,
});

/** What is told of runs that end one after the other. */
function tellAll(runs: readonly EndedRun[]): readonly (readonly string[])[] {
  let standing = atFirst;
  return runs.map((run) => {
    const judged = judgeRun(standing, run);
    standing = judged.standing;
    return judged.tell;
  });
}

describe('runs that end', () => {
  it('are told of once while they fail, and once when it is over', () => {
    const outcomes = ['succeeded', 'failed', 'failed', 'interrupted', 'succeeded', 'succeeded', 'failed'] as const;
    expect(tellAll(outcomes.map((outcome) => ended(outcome)))).toEqual([
      ...[['run-succeeded'], ['run-failed'], [], [], ['recovered'], ['run-succeeded'], ['run-failed']],
    ]);
  });

  it('are told of again when there are warnings of another kind', () => {
    const warned = (...warningCodes: string[]) => ended('succeeded-with-warnings', { warningCodes });
    const runs = [warned('unreadable'), warned('unreadable'), warned('unreadable', 'vanished'), ended('succeeded')];
    expect(tellAll([...runs, warned('unreadable')])).toEqual([
      ...[['run-warning'], ['run-succeeded'], ['run-warning'], ['run-succeeded'], ['run-warning']],
    ]);
  });

  it('tell of far more changes than usual each time, beside everything else', () => {
    const unusual = ended('succeeded-with-warnings', { warningCodes: ['unusual-change'] });
    expect(tellAll([unusual, unusual, ended('failed'), unusual])).toEqual([
      ...[
        ['unusual-change', 'run-succeeded'],
        ['unusual-change', 'run-succeeded'],
      ],
      ...[['run-failed'], ['unusual-change', 'recovered']],
    ]);
  });

  it('are no news where somebody stands by, or another run was at it', () => {
    const runs = [ended('cancelled'), ended('failed', { kind: 'restore' }), ended('skipped', { errorCode: 'locked' })];
    expect(tellAll(runs)).toEqual([[], [], []]);
    expect(tellAll([ended('skipped', { errorCode: 'destination-missing' })])).toEqual([['run-failed']]);
  });

  it('ping whoever watches for silence, every time', () => {
    const pings = (['succeeded', 'succeeded-with-warnings', 'failed', 'cancelled'] as const).map((outcome) =>
      pingOf(ended(outcome)),
    );
    expect(pings).toEqual(['ping-succeeded', 'ping-succeeded', 'ping-failed', null]);
    expect(pingOf(ended('failed', { kind: 'verify' }))).toBeNull();
  });
});

test('a state that lasts is told of when it begins and when it is over, but not when only the rules changed', () => {
  const [before, after] = ['2026-11-20T03:00:00.000Z', '2026-11-22T12:00:00.000Z'];
  const begun = judgeState(unknown, { spell: 'a', goodAt: before });
  expect(begun).toEqual({ known: { told: 'a', goodAt: before, hushed: false }, tell: 'begun' });
  expect(judgeState(begun.known, { spell: 'b', goodAt: before })).toEqual({ known: begun.known, tell: null });
  expect(judgeState(begun.known, { spell: null, goodAt: after })).toEqual({ known: unknown, tell: 'over' });
  expect(judgeState(begun.known, { spell: null, goodAt: before })).toEqual({ known: unknown, tell: null });
  expect(judgeState({ ...begun.known, hushed: true }, { spell: null, goodAt: after }).tell).toBeNull();
  expect(judgeState(unknown, { spell: null, goodAt: after })).toEqual({ known: unknown, tell: null });
});

describe('a channel', () => {
  const id = crypto.randomUUID();
  const channel = (change: Partial<Channel> = {}): Channel =>
    channelSchema.parse({
      ...{ id, name: 'Admins', target: { kind: 'slack' }, enabled: true, events: [...usualKinds], plans: null },
      ...{ address: 'https://example.org', hasSecret: false },
      ...change,
    });
  const of = { plans: [id] };

  it('tells of what it is to tell, of its plans, while it is switched on', () => {
    expect(notificationKinds.filter((kind) => takes(channel(), kind, of))).toEqual(usualKinds);
    expect(takes(channel({ enabled: false }), 'run-failed', of)).toBe(false);
    expect(takes(channel({ plans: [id] }), 'run-failed', of)).toBe(true);
    expect(takes(channel({ plans: [crypto.randomUUID()] }), 'run-failed', of)).toBe(false);
    expect(takes(channel({ plans: [id] }), 'run-failed', { plans: [] })).toBe(false);
  });

  it('that tells of successes tells of those with warnings, and after failures, too', () => {
    const good = channel({ events: ['run-succeeded'] });
    expect(notificationKinds.filter((kind) => takes(good, kind, of))).toEqual([
      'run-warning',
      'recovered',
      'run-succeeded',
    ]);
  });

  it('that told of the failure does not tell as well that no backup is made', () => {
    expect(takes(channel(), 'overdue', { ...of, failing: true })).toBe(false);
    expect(takes(channel({ events: ['overdue'] }), 'overdue', { ...of, failing: true })).toBe(true);
  });

  it('of healthchecks is pinged, and nothing else', () => {
    const watch = channel({ target: { kind: 'healthchecks', caFile: '' } });
    expect(notificationKinds.filter((kind) => takes(watch, kind, of))).toEqual([]);
    expect(takes(watch, 'ping-failed', of)).toBe(true);
    expect(takes(channel(), 'ping-failed', of)).toBe(false);
  });
});

test('what can’t be sent is tried again more and more seldom, and not before the server wants it', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 40].map((attempts) => retryAfter(attempts) / 60_000);
  expect(minutes).toEqual([1, 5, 15, 30, 60, 60, 60]);
  expect(retryAfter(1, 90_000)).toBe(90_000);
  expect(retryAfter(3, 90_000)).toBe(15 * 60_000);
});
