import type { Plan } from '#shared/domain/plan.ts';
import type { Schedule, ScheduleDraft } from '#shared/domain/schedule.ts';
import { HoldfastError } from '#shared/errors.ts';

/**
 * The schedules of a plan as drafts want them; `before` are those that it has. One that is new, enabled again or given other
 * times counts from `now` on: what it would have been due for before is not made up for. Throws `invalid-input`.
 */
export function planSchedules(
  drafts: readonly ScheduleDraft[],
  { before = [], now }: { readonly before?: readonly Schedule[]; readonly now: number },
): Schedule[] {
  return drafts.map(({ id, ...fields }) => {
    const known = before.find((schedule) => schedule.id === id);
    if (id !== undefined && !known) throw invalid(`This plan has no schedule with the id ${id}.`);
    const goesOn = known?.enabled === fields.enabled && timesOf(known) === timesOf(fields);
    const since = goesOn ? known.since : new Date(now).toISOString();
    return { id: known?.id ?? crypto.randomUUID(), ...fields, scope: [...new Set(fields.scope)], since };
  });
}

/** Each schedule has to back up something that the plan has. */
export function checkScopes({
  folders,
  databases,
  schedules,
}: {
  readonly folders: readonly unknown[];
  readonly databases: readonly unknown[];
  readonly schedules: readonly Pick<Schedule, 'scope'>[];
}): void {
  const has = { files: folders.length > 0, databases: databases.length > 0 };
  const idle = schedules.find(({ scope }) => !scope.some((part) => has[part]));
  if (!idle) return;
  throw invalid(`A schedule is to back up ${idle.scope.join(' and ')} alone, and the plan has none.`);
}

/** The schedules of a plan that was found in a repository: on the machine that made it they go on from now. */
export function adoptedSchedules(
  { schedules }: Pick<Plan, 'schedules'>,
  { own, now }: { own: boolean; now: number },
): Schedule[] {
  const since = new Date(now).toISOString();
  return schedules.map((schedule) => ({ ...schedule, enabled: schedule.enabled && own, since }));
}

const timesOf = ({ every, timeZone }: Pick<Schedule, 'every' | 'timeZone'>): string => {
  const { kind, ...times } = every;
  return JSON.stringify([kind, Object.entries(times).sort(), timeZone]);
};

const invalid = (reason: string): HoldfastError => new HoldfastError('invalid-input', { reason });
