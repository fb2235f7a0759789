import { expect } from 'vitest';
import { defaultKeep } from '#shared/domain/retention.ts';
import type { PlanRow } from '../../electron/engine/catalogue/plans-store.ts';
import { type Calendar, calendarOf, type Tier } from '../../electron/engine/retention/calendar.ts';
import type { FilledCatalogue } from './fill-catalogue.ts';
import type { Success, World } from './simulate-year.ts';

const tiers = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const satisfies readonly Tier[];

/** When a snapshot was what there was, by the clock: from when it was made until it was last found equal. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What the usual policy has to keep of one plan. */
interface Lived {
  readonly row: PlanRow;
  readonly stretches: Map<string, Stretch>;
  /** Of each tier the newest periods that had a success, as many as the policy keeps; newest first. */
  readonly periods: Map<Tier, readonly number[]>;
  last: Success | undefined;
}

/**
 * What the usual policy promises of the plans of a simulation: of each tier the newest periods that had a success can be gone
 * back to, as far as anybody can tell by the clock; and what the very last success made is there, whatever the clock says.
 */
export function createKeptExpectation(filled: FilledCatalogue, plans: readonly PlanRow[]) {
  const lived: readonly Lived[] = plans.map((row) => ({
    ...{ row, stretches: new Map(), periods: new Map(), last: undefined },
  }));
  let seen = 0;
  const idsOf = ({ key }: PlanRow): ReadonlySet<string> =>
    new Set(filled.catalogue.snapshots.list(key).map(({ id }) => id));
  return {
    expectPromises: ({ successes }: World): void => {
      for (const success of successes.slice(seen)) {
        const of = lived.find(({ row }) => row.plan.id === success.planId);
        if (of) learn(of, success, idsOf(of.row));
      }
      seen = successes.length;
      for (const one of lived) expectKept(one, idsOf(one.row));
    },
    /** Not much more than the policy asks for is left. */
    expectFew: (): void => {
      const { withinDays: _, ...quotas } = defaultKeep;
      const most = Object.values(quotas).reduce((sum, quota) => sum + quota, 48);
      for (const row of plans) expect(idsOf(row).size).toBeLessThanOrEqual(most);
    },
  };
}

function learn(of: Lived, success: Success, ids: ReadonlySet<string>): void {
  const { stretches, periods, last } = of;
  const { snapshotId, shown } = success;
  of.last = success;
  const from = stretches.get(snapshotId)?.from ?? shown;
  // When it was last found equal is what is remembered, also where the clock was put back since.
  stretches.set(snapshotId, { from, to: Math.max(from, shown) });
  if (last && shown < last.shown) {
    // Days that the clock has taken back are nobody's any more: what counts is what the snapshots say.
    periods.clear();
    for (const id of ids) note(of, stretches.get(id));
  }
  // What was found equal was the same all the time since it was last looked at.
  const since = last?.snapshotId === snapshotId ? Math.max(from, Math.min(last.shown, shown)) : shown;
  note(of, { from: since, to: Math.max(since, shown) });
}

function note({ row, periods }: Lived, stretch: Stretch | undefined): void {
  if (!stretch) return;
  const calendar = calendarOf(row.plan.timeZone);
  for (const tier of tiers) {
    const newest = new Set(periods.get(tier));
    const last = calendar.index(tier, stretch.to);
    for (let one = calendar.index(tier, stretch.from); one <= last; one += 1) newest.add(one);
    periods.set(tier, [...newest].sort((one, other) => other - one).slice(0, defaultKeep[tier]));
  }
}

function expectKept({ row: { plan }, stretches, periods, last }: Lived, ids: ReadonlySet<string>): void {
  if (last && !ids.has(last.snapshotId)) expect.fail(`${plan.name} has lost its newest state: ${JSON.stringify(last)}`);
  const calendar = calendarOf(plan.timeZone);
  const held = [...ids].flatMap((id) => stretches.get(id) ?? []);
  for (const [tier, newest] of periods) {
    const lost = newest.find((period) => !held.some((stretch) => covers(calendar, tier, stretch, period)));
    if (lost !== undefined) {
      expect.fail(`${plan.name} has nothing left of ${tier} ${new Date(calendar.start(tier, lost)).toISOString()}`);
    }
  }
}

const covers = (calendar: Calendar, tier: Tier, { from, to }: Stretch, period: number): boolean =>
  calendar.index(tier, from) <= period && calendar.index(tier, to) >= period;
