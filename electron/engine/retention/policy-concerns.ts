import { describeEvery } from '#shared/describe-every.ts';
import type { KeepPolicy, OwnKeep } from '#shared/domain/retention.ts';
import type { Every } from '#shared/domain/schedule.ts';
import { HoldfastError } from '#shared/errors.ts';

/** Throws `invalid-input` for a policy that keeps nothing. */
export function checkPolicy(policy: OwnKeep): void {
  if (policy === null || policy === 'all' || Object.values(policy).some((count) => count > 0)) return;
  throw new HoldfastError('invalid-input', {
    reason: 'This policy keeps nothing. Say what to keep, for example last=3,daily=7,weekly=4, or “all”.',
  });
}

/** Shorter than that, a loss is easily noticed too late. */
const usualDays = 7;

/** What is odd about a policy, in sentences. `perDay`: backups that the plan makes in a day, or is to make. */
export function policyConcerns(policy: KeepPolicy | null, perDay: number): string[] {
  if (policy === null) return [];
  const days = reachOf(policy, perDay);
  if (days === 0) return ['It keeps nothing.'];
  if (days < 1) {
    const hours = Math.max(1, Math.floor(days * 24));
    return [
      `It keeps fewer snapshots than are made in a day: it reaches back ${hours === 1 ? 'an hour' : `${hours} hours`} only.`,
    ];
  }
  if (days >= usualDays) return [];
  const told = Math.floor(days) === 1 ? 'a day' : `${Math.floor(days)} days`;
  return [`It reaches back ${told} only: what is lost and not noticed within that time can’t be got back.`];
}

/** One of a schedule's own policy. */
export const concernOf = (every: Every, concern: string): string =>
  `What is made ${describeEvery(every, 'en')}: ${concern.charAt(0).toLowerCase()}${concern.slice(1)}`;

/** In days. */
function reachOf(policy: KeepPolicy, perDay: number): number {
  const { last, withinDays, hourly, daily, weekly, monthly, yearly } = policy;
  return Math.max(withinDays, last / Math.max(perDay, 1), hourly / 24, daily, weekly * 7, monthly * 30, yearly * 365);
}
