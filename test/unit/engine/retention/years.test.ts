import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPolicy } from '../../../../electron/engine/retention/apply-policy.ts';
import { calendarOf, type Tier } from '../../../../electron/engine/retention/calendar.ts';
import type { JudgedSnapshot } from '../../../../electron/engine/retention/judged-snapshot.ts';
import { defaultKeep } from '../../../../shared/domain/retention.ts';

const [hour, day] = [3_600_000, 86_400_000];
const start = Date.parse('2025-02-03T04:05:00Z');
const timeZone = 'Europe/Berlin';
const calendar = calendarOf(timeZone);
const tiers: readonly Tier[] = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'];

/** What happens on one day of a laptop: the hours at which it is open, and what becomes of the backup in each. */
const days = fc.array(
  fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 23 }), outcome: fc.constantFrom('new', 'new', 'same', 'failed') }),
    {
      maxLength: 6,
    },
  ),
  { minLength: 420, maxLength: 420 },
);

test('over more than a year of random days every tier has what it promised, after each of them', {
  timeout: 60_000,
}, () => {
  fc.assert(fc.property(days, liveThrough), { numRuns: 4 });
});

interface Lived {
  readonly snapshots: readonly JudgedSnapshot[];
  /** When a good state was made or confirmed, for each tier the periods of it. */
  readonly states: ReadonlyMap<Tier, ReadonlySet<number>>;
}

function liveThrough(lived: readonly (readonly { readonly at: number; readonly outcome: string }[])[]): void {
  let snapshots: readonly JudgedSnapshot[] = [];
  const states = new Map(tiers.map((tier) => [tier, new Set<number>()] as const));
  for (const [number, events] of lived.entries()) {
    for (const { at, outcome } of events.toSorted((one, other) => one.at - other.at)) {
      const now = start + number * day + at * hour;
      const after = backUp(snapshots, now, outcome);
      if (outcome === 'failed') continue;
      const [newest] = after.slice(-1);
      for (const tier of tiers) {
        const seen = states.get(tier);
        if (newest)
          for (let one = calendar.index(tier, newest.completedAt); one <= calendar.index(tier, now); one += 1)
            seen?.add(one);
      }
      snapshots = prune(after, now);
    }
    // The daily clean-up, whether or not anything was backed up.
    snapshots = prune(snapshots, start + (number + 1) * day);
    expectPromises({ snapshots, states });
  }
}

function backUp(snapshots: readonly JudgedSnapshot[], now: number, outcome: string): readonly JudgedSnapshot[] {
  const newest = snapshots.at(-1);
  if (outcome === 'failed') return snapshots;
  if (outcome === 'same' && newest) return [...snapshots.slice(0, -1), { ...newest, confirmedAt: now }];
  return [
    ...snapshots,
    {
      ...{ id: String(now), completedAt: now, confirmedAt: now, pinned: false, keptUntil: null },
      ...{ holds: ['files'], good: ['files'], verified: false, proven: [] },
    },
  ];
}

function prune(snapshots: readonly JudgedSnapshot[], now: number): readonly JudgedSnapshot[] {
  const verdicts = applyPolicy({ policy: defaultKeep, snapshots, now, timeZone, facts: { frozen: null } });
  return snapshots.filter((_, at) => verdicts[at]?.keep);
}

function expectPromises({ snapshots, states }: Lived): void {
  for (const tier of tiers) {
    const newest = [...(states.get(tier) ?? [])]
      .toSorted((one, other) => other - one)
      .slice(0, defaultKeep[tier as 'daily']);
    for (const period of newest) {
      const covered = snapshots.some(
        ({ completedAt, confirmedAt }) =>
          calendar.index(tier, completedAt) <= period && calendar.index(tier, confirmedAt) >= period,
      );
      if (!covered) expect.fail(`${tier} ${new Date(calendar.start(tier, period)).toISOString()} has nothing left`);
    }
  }
  const { last, hourly, daily, weekly, monthly, yearly } = defaultKeep;
  const most = 24 + last + hourly + daily + weekly + monthly + yearly;
  expect(snapshots.length).toBeLessThanOrEqual(most);
}
