import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPolicy } from '../../../../electron/engine/retention/apply-policy.ts';
import type { JudgedSnapshot } from '../../../../electron/engine/retention/judged-snapshot.ts';
import type { KeepPolicy } from '../../../../shared/domain/retention.ts';

const none: KeepPolicy = { last: 0, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
const [hour, day] = [3_600_000, 86_400_000];
const now = Date.parse('2026-11-21T12:30:00Z');
const facts = { frozen: null };

/** A good backup of all there is, unless something else is said. */
const snapshot = (at: string | number, other: Partial<JudgedSnapshot> = {}): JudgedSnapshot => {
  const completedAt = typeof at === 'number' ? at : Date.parse(at);
  return {
    ...{
      id: new Date(completedAt).toISOString(),
      completedAt,
      confirmedAt: completedAt,
      pinned: false,
      keptUntil: null,
    },
    ...{ holds: ['files'], good: ['files'], verified: false, proven: [] },
    ...other,
  };
};

type Own = ReadonlyMap<string, KeepPolicy | null>;
const judge = (policy: KeepPolicy | null, snapshots: readonly JudgedSnapshot[], timeZone = 'UTC', own?: Own) =>
  applyPolicy({ policy, snapshots, now, timeZone, facts, ...(own && { own }) });
const kept = (policy: KeepPolicy | null, snapshots: readonly JudgedSnapshot[], timeZone = 'UTC', own?: Own) =>
  judge(policy, snapshots, timeZone, own).flatMap(({ id, keep }) => (keep ? [id.replace(':00.000Z', '')] : []));

describe('what stays', () => {
  test('the first of each period, of the newest periods that have one', () => {
    const days = [
      '2026-11-10T09:00Z',
      '2026-11-18T01:00Z',
      '2026-11-18T09:00Z',
      '2026-11-21T00:00Z',
      '2026-11-21T09:00Z',
    ];
    const good = days.map((at, place) => snapshot(at, { good: place === 4 ? ['files'] : [] }));
    expect(kept({ ...none, daily: 2 }, good)).toEqual(['2026-11-18T01:00', '2026-11-21T00:00', '2026-11-21T09:00']);
    expect(judge({ ...none, daily: 2 }, good).map(({ reasons }) => reasons)).toEqual([
      [],
      [{ kind: 'daily', number: 2, of: 2 }],
      [],
      [{ kind: 'daily', number: 1, of: 2 }],
      [{ kind: 'last-good' }],
    ]);
  });

  test('periods are those of the plan’s own zone, weeks begin on Monday', () => {
    const around = ['2026-11-15T22:30Z', '2026-11-15T23:30Z', '2026-11-16T00:30Z'].map((at) =>
      snapshot(at, { good: [] }),
    );
    expect(kept({ ...none, weekly: 1 }, around, 'Europe/Berlin')).toEqual(['2026-11-15T23:30']);
    expect(kept({ ...none, weekly: 1 }, around, 'UTC')).toEqual(['2026-11-16T00:30']);
    expect(kept({ ...none, weekly: 1 }, around, 'Asia/Kathmandu')).toEqual(['2026-11-15T22:30']);
  });

  test('the hour that comes twice when clocks are put back is two hours', () => {
    const twice = ['2026-10-25T00:30Z', '2026-10-25T01:30Z'].map((at) => snapshot(at, { good: [] }));
    expect(kept({ ...none, hourly: 2 }, twice, 'Europe/Berlin')).toEqual(['2026-10-25T00:30', '2026-10-25T01:30']);
    expect(kept({ ...none, daily: 2 }, twice, 'Europe/Berlin')).toEqual(['2026-10-25T00:30']);
  });

  test('a snapshot that was confirmed until later counts for all periods between', () => {
    const long = snapshot('2026-11-16T10:00Z', { confirmedAt: Date.parse('2026-11-19T10:00Z'), good: [] });
    const others = [snapshot('2026-11-15T10:00Z', { good: [] }), long, snapshot('2026-11-20T10:00Z')];
    expect(kept({ ...none, daily: 5 }, others)).toEqual(['2026-11-16T10:00', '2026-11-20T10:00']);
    expect(kept({ ...none, daily: 6 }, others)).toHaveLength(3);
    expect(judge({ ...none, daily: 5 }, others)[1]?.reasons).toEqual([{ kind: 'daily', number: 2, of: 5 }]);
  });

  test('one snapshot may be in several tiers and goes when it is in none', () => {
    const [first, second] = [snapshot('2026-11-01T00:00Z', { good: [] }), snapshot('2026-11-21T12:00Z')];
    expect(judge({ ...none, daily: 2, monthly: 1 }, [first, second])[0]?.reasons).toEqual([
      { kind: 'daily', number: 2, of: 2 },
      { kind: 'monthly', number: 1, of: 1 },
    ]);
    expect(kept({ ...none, daily: 1, monthly: 1 }, [first, second])).toHaveLength(2);
    expect(kept({ ...none, daily: 1 }, [first, second])).toEqual(['2026-11-21T12:00']);
  });

  test('quotas are judged for each thing: dumps of the hour don’t push out the day’s files', () => {
    const files = snapshot('2026-11-21T01:00Z', { good: [] });
    const dumps = Array.from({ length: 11 }, (_, at) =>
      snapshot(now - at * hour, { holds: ['database a shop'], good: ['database a shop'] }),
    );
    expect(kept({ ...none, last: 1, hourly: 2 }, [...dumps, files])).toHaveLength(3);
    expect(kept({ ...none, daily: 1 }, [...dumps, files])).toContain('2026-11-21T01:00');
  });

  test('nothing without a policy goes, and nothing while it is frozen', () => {
    const two = [snapshot('2026-11-01T00:00Z'), snapshot('2026-11-20T00:00Z')];
    expect(judge(null, two).every(({ keep, reasons }) => keep && reasons[0]?.kind === 'no-policy')).toBe(true);
    for (const [frozen, kind] of [
      ['clock', 'frozen'],
      ['failing', 'plan-failing'],
    ] as const) {
      const verdicts = applyPolicy({
        policy: { ...none, last: 1 },
        snapshots: two,
        now,
        timeZone: 'UTC',
        facts: { frozen },
      });
      expect(verdicts[0]).toMatchObject({ keep: true, reasons: [{ kind }], expiresAt: null });
    }
  });

  test('what is protected: pinned, last good, last verified, last proven, safety copies in their time', () => {
    const policy = { ...none, last: 1 };
    const judged = [
      snapshot('2025-01-01T00:00Z', { pinned: true, good: [] }),
      snapshot('2025-02-01T00:00Z', { good: ['files', 'folder /a'] }),
      snapshot('2025-03-01T00:00Z', { verified: true, good: [] }),
      snapshot('2025-04-01T00:00Z', { verified: true, good: [] }),
      snapshot('2025-05-01T00:00Z', { proven: ['database a shop'], good: [] }),
      snapshot('2026-10-01T00:00Z', { holds: [], good: [], keptUntil: now - 1 }),
      snapshot('2026-11-01T00:00Z', { holds: [], good: [], keptUntil: now + day }),
      snapshot('2026-11-20T00:00Z', { good: ['files'] }),
    ];
    expect(judge(policy, judged).map(({ reasons }) => reasons.map(({ kind }) => kind).join())).toEqual([
      ...['pinned', 'last-good', '', 'last-verified', 'last-proven', '', 'safety', 'last-good,last'],
    ]);
    expect(judge(policy, judged)[6]?.expiresAt).toBe(now + day);
  });
});

describe('a schedule’s own policy', () => {
  const [monthly, hourly] = ['monthly', 'hourly'];
  const own = new Map<string, KeepPolicy | null>([[monthly, { ...none, last: 2 }]]);
  const months = ['2026-08-01T03:00Z', '2026-09-01T03:00Z', '2026-10-01T03:00Z', '2026-11-01T03:00Z'];
  const of = (begunBy: string | null, at: string, other: Partial<JudgedSnapshot> = {}) =>
    snapshot(at, { good: [], begunBy: [begunBy], ...other });

  test('rules what that schedule made, and the plan’s rules all else: neither takes up the other’s quotas', () => {
    const made = [
      ...months.map((at) => of(monthly, at)),
      ...['2026-11-20T09:00Z', '2026-11-21T09:00Z'].map((at) => of(hourly, at)),
      of(null, '2026-11-21T10:00Z'),
    ];
    expect(kept({ ...none, last: 2 }, made, 'UTC', own)).toEqual([
      ...['2026-10-01T03:00', '2026-11-01T03:00', '2026-11-21T09:00', '2026-11-21T10:00'],
    ]);
    expect(judge({ ...none, last: 2 }, made, 'UTC', own)[3]?.reasons).toEqual([
      { kind: 'last', number: 1, of: 2, scheduleId: monthly },
    ]);
    // A schedule that is gone, or has none of its own, leaves its snapshots to the plan's.
    expect(kept({ ...none, last: 2 }, made)).toEqual(['2026-11-21T09:00', '2026-11-21T10:00']);
  });

  test('may keep all of them for ever, or let go what the plan would keep', () => {
    const made = [...months.map((at) => of(monthly, at)), of(null, '2026-11-21T10:00Z')];
    const all = judge({ ...none, last: 1 }, made, 'UTC', new Map([[monthly, null]]));
    expect(all.every(({ keep }) => keep)).toBe(true);
    expect(all[0]).toEqual({
      id: made[0]?.id,
      keep: true,
      reasons: [{ kind: 'no-policy', scheduleId: monthly }],
      expiresAt: null,
    });
    expect(kept(null, made, 'UTC', own)).toEqual(['2026-10-01T03:00', '2026-11-01T03:00', '2026-11-21T10:00']);
  });

  test('holds for what the schedule found unchanged, too: it is what there was when it was due', () => {
    const daily = of(null, '2026-10-31T03:00Z', { confirmedAt: Date.parse('2026-11-01T03:00Z') });
    const later = of(null, '2026-11-21T10:00Z', { good: ['files'] });
    expect(kept({ ...none, last: 1 }, [daily, later], 'UTC', own)).toEqual(['2026-11-21T10:00']);
    const confirmed = { ...daily, begunBy: [null, monthly] };
    expect(judge({ ...none, last: 2 }, [confirmed, later], 'UTC', own)[0]?.reasons).toEqual([
      { kind: 'last', number: 2, of: 2 },
      { kind: 'last', number: 1, of: 2, scheduleId: monthly },
    ]);
    expect(kept({ ...none, last: 1 }, [confirmed, later], 'UTC', own)).toHaveLength(2);
  });

  test('lets go of nothing that is protected, whoever made it', () => {
    const last = of(monthly, '2026-01-01T03:00Z', { good: ['files'] });
    const newer = months.map((at) => of(monthly, at));
    expect(judge(null, [last, ...newer], 'UTC', own)[0]?.reasons).toEqual([{ kind: 'last-good' }]);
  });
});

describe('when it goes', () => {
  const expiry = (policy: KeepPolicy, snapshots: readonly JudgedSnapshot[], timeZone = 'UTC') =>
    judge(policy, snapshots, timeZone).map(({ expiresAt }) => expiresAt && new Date(expiresAt).toISOString());

  test('the moment a tier has one period too many, if every period has a backup', () => {
    const two = [snapshot('2026-11-20T05:00Z'), snapshot('2026-11-21T05:00Z')];
    expect(expiry({ ...none, daily: 7 }, two)).toEqual(['2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z']);
    expect(expiry({ ...none, monthly: 2 }, [snapshot('2026-11-02T05:00Z')], 'Europe/Berlin')).toEqual([
      '2026-12-31T23:00:00.000Z',
    ]);
  });

  test('the last of all rules counts; nobody can tell how long something is among the last', () => {
    const [one] = [snapshot('2026-11-21T05:00Z')];
    expect(expiry({ ...none, daily: 1, withinDays: 3 }, [one])).toEqual(['2026-11-24T05:00:00.000Z']);
    expect(expiry({ ...none, last: 3 }, [one])).toEqual([null]);
    expect(judge({ ...none, daily: 1 }, [{ ...one, pinned: true }])[0]?.expiresAt).toBeNull();
  });

  test('what is foretold happens: with backups going on, each goes when it was said', () => {
    const policy = { ...none, hourly: 3, daily: 2 };
    const made = Array.from({ length: 60 }, (_, at) => snapshot(now - at * hour));
    const told = new Map(judge(policy, made).map(({ id, expiresAt }) => [id, expiresAt]));
    const gone = new Map<string, number>();
    let there = made.filter(({ id }) => (told.get(id) ?? 0) > now);
    for (let at = now + hour; at < now + 5 * day; at += hour) {
      there = [...there, snapshot(at)];
      const verdicts = applyPolicy({ policy, snapshots: there, now: at, timeZone: 'UTC', facts });
      const left = new Set(verdicts.flatMap(({ id, keep }) => (keep ? [id] : [])));
      for (const { id } of there) if (!left.has(id)) gone.set(id, at);
      there = there.filter(({ id }) => left.has(id));
    }
    for (const { id } of made) {
      const expected = told.get(id) ?? 0;
      if (expected > now) expect(Math.abs((gone.get(id) ?? 0) - expected)).toBeLessThan(hour);
    }
  });
});

describe('whatever there is', () => {
  const quota = fc.integer({ min: 0, max: 5 });
  const policies = fc.record({
    ...{ last: quota, withinDays: quota, hourly: quota, daily: quota, weekly: quota, monthly: quota, yearly: quota },
  });
  const subjects = ['files', 'folder /a', 'database s shop'];
  const subsets = fc.subarray(subjects);
  const snapshots = fc.uniqueArray(
    fc.record({
      ...{
        minutesAgo: fc.integer({ min: 0, max: 60 * 24 * 1200 }),
        confirmed: fc.integer({ min: 0, max: 60 * 24 * 40 }),
      },
      ...{
        pinned: fc.nat(12).map((n) => n === 0),
        holds: subsets,
        good: subsets,
        begunBy: fc.subarray([null, 'a', 'b', 'gone'], { minLength: 1 }),
        verified: fc.boolean(),
        proven: subsets,
      },
    }),
    { selector: ({ minutesAgo }) => minutesAgo, maxLength: 60 },
  );
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Beirut');
  const owners = fc.dictionary(fc.constantFrom('a', 'b'), fc.option(policies));
  const cases = fc.tuple(policies, owners, snapshots, zones).map(([policy, own, made, timeZone]) => ({
    policy,
    own: new Map(Object.entries(own)),
    timeZone,
    made: made.map(({ minutesAgo, confirmed, holds, good, proven, ...rest }) => {
      const completedAt = now - minutesAgo * 60_000;
      const held = {
        holds,
        good: good.filter((one) => holds.includes(one)),
        proven: proven.filter((one) => holds.includes(one)),
      };
      return snapshot(completedAt, { ...rest, ...held, confirmedAt: Math.min(now, completedAt + confirmed * 60_000) });
    }),
  }));

  test('the newest good copy of each thing stays, and so does what is pinned', () => {
    fc.assert(
      fc.property(cases, ({ policy, own, made, timeZone }) => {
        const left = new Set(kept(policy, made, timeZone, own));
        const newestFirst = made.toSorted((one, other) => other.completedAt - one.completedAt);
        for (const subject of subjects) {
          const good = newestFirst.find((one) => one.good.includes(subject));
          if (good) expect(left).toContain(good.id.replace(':00.000Z', ''));
        }
        for (const { id, pinned } of made) if (pinned) expect(left).toContain(id.replace(':00.000Z', ''));
      }),
    );
  });

  test('once what goes is gone, nothing else goes', () => {
    fc.assert(
      fc.property(cases, ({ policy, own, made, timeZone }) => {
        const stay = judge(policy, made, timeZone, own).flatMap(({ id, keep }) => (keep ? [id] : []));
        const left = made.filter(({ id }) => stay.includes(id));
        expect(kept(policy, left, timeZone, own)).toHaveLength(left.length);
      }),
    );
  });

  test('a higher quota never keeps less', () => {
    const rules = fc.constantFrom(...(Object.keys(none) as (keyof KeepPolicy)[]));
    fc.assert(
      fc.property(cases, rules, fc.integer({ min: 1, max: 4 }), ({ policy, own, made, timeZone }, rule, more) => {
        const raise = (one: KeepPolicy) => ({ ...one, [rule]: one[rule] + more });
        const before = kept(policy, made, timeZone, own);
        const wider = [
          kept(raise(policy), made, timeZone, own),
          ...[...own].flatMap(([id, one]) =>
            one === null ? [] : [kept(policy, made, timeZone, new Map([...own, [id, raise(one)]]))],
          ),
        ];
        for (const now of wider) for (const id of before) expect(now).toContain(id);
      }),
    );
  });

  test('what a schedule keeps by a policy of its own is what it would keep if its snapshots were all there are', () => {
    fc.assert(
      fc.property(cases, ({ policy, own, made, timeZone }) => {
        const all = new Set(kept(policy, made, timeZone, own));
        for (const [id, one] of own) {
          const theirs = made.filter(({ begunBy = [] }) => begunBy.includes(id));
          for (const { id: snapshotId, reasons } of judge(one, theirs, timeZone)) {
            if (reasons.some((reason) => 'number' in reason)) expect(all).toContain(snapshotId.replace(':00.000Z', ''));
          }
        }
      }),
    );
  });

  test('the order in which snapshots are given does not matter, and answers keep it', () => {
    fc.assert(
      fc.property(cases, ({ policy, own, made, timeZone }) => {
        const [forth, back] = [judge(policy, made, timeZone, own), judge(policy, made.toReversed(), timeZone, own)];
        expect(back.toReversed()).toEqual(forth);
        expect(forth.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
      }),
    );
  });

  test('what stays has reasons, what goes has none', () => {
    fc.assert(
      fc.property(cases, ({ policy, own, made, timeZone }) => {
        for (const { keep, reasons } of judge(policy, made, timeZone, own)) expect(reasons.length > 0).toBe(keep);
      }),
    );
  });
});
