import type { PlanStatus } from '#shared/domain/plan.ts';
import { endlessPause } from '#shared/domain/schedule.ts';
import type { Telling } from './compose-tray.ts';
import { shortName } from './short-name.ts';
import type { TrayKnown } from './tray-face.ts';

/** How old the newest good backup of all plans is. */
export function lastGoodOf(plans: readonly PlanStatus[], { words, times }: Telling): string {
  const newest =
    plans
      .map(({ lastGoodAt }) => lastGoodAt ?? '')
      .sort()
      .at(-1) ?? '';
  return newest === '' ? words.noGood : words.lastGood(times.ago(newest));
}

/** What comes by itself next, or what something that is due waits for; nothing where neither is so. */
export function nextOf({ plans, pausedUntil }: TrayKnown, { words, times }: Telling): readonly string[] {
  const waiting = plans.find(({ waitingFor }) => waitingFor !== null && waitingFor !== 'paused');
  if (waiting?.waitingFor) {
    return [words.waits(words.quoted(shortName(waiting.plan.name)), words.reasons[waiting.waitingFor])];
  }
  // While it is paused, what comes next is not known.
  if (pausedUntil !== null) return [];
  const [next] = plans
    .flatMap(({ plan, nextAt }) => (nextAt === null ? [] : [{ name: plan.name, nextAt }]))
    .sort((a, b) => a.nextAt.localeCompare(b.nextAt));
  return next === undefined ? [] : [words.next(words.quoted(shortName(next.name)), times.ahead(next.nextAt))];
}

/** That schedules are paused, and until when; nothing where they are not. */
export function pauseWords({ pausedUntil }: TrayKnown, { words, times }: Telling): readonly string[] {
  if (pausedUntil === null) return [];
  return [pausedUntil >= endlessPause ? words.pausedEndless : words.pausedUntil(times.moment(Date.parse(pausedUntil)))];
}
