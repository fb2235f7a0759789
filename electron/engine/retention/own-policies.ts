import type { KeepPolicy } from '#shared/domain/retention.ts';
import type { Schedule } from '#shared/domain/schedule.ts';

type Keeping = Pick<Schedule, 'id' | 'keep'>;

/** Policies of the schedules that have one of their own, by their ids; null where all of theirs is kept. */
export const ownPolicies = (schedules: readonly Keeping[]): ReadonlyMap<string, KeepPolicy | null> =>
  new Map(schedules.flatMap(({ id, keep }) => (keep === null ? [] : [[id, keep === 'all' ? null : keep] as const])));

/** Whether anything may go of a plan: neither it nor any of its schedules keeps all there is. */
export const letsGo = (keep: KeepPolicy | null, schedules: readonly Keeping[]): boolean =>
  [keep, ...ownPolicies(schedules).values()].some((policy) => policy !== null);
