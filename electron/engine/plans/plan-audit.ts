import { describeOnConnect } from '#shared/describe-drive.ts';
import { describeSchedule } from '#shared/describe-schedule.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { formatKeep } from '#shared/format-keep.ts';
import { describeHook } from '#shared/hook-words.ts';
import { changesBetween } from '../audit/changes-between.ts';
import { auditEntry, type NewAuditEntry } from '../audit/record-audit.ts';
import { emptiedMark } from '../databases/accept-emptied.ts';

/** The audit trail's entry for a plan that is added, or forgotten: with what it is, or was. */
export function planEntry(
  action: 'plan-add' | 'plan-remove',
  { plan, repositories }: Described,
  now: number,
): NewAuditEntry {
  return auditEntry(now, { action, ...of(plan), details: { order: { ...where(repositories), ...told(plan) } } });
}

/**
 * The same for a plan that is changed: what is different, from what to what; undefined when nothing is. Of passwords it
 * tells only whose was changed: `passwords` holds the labels of those servers.
 */
export function planEditEntry(
  {
    before,
    after,
    passwords,
  }: { readonly before: Described; readonly after: Described; readonly passwords: readonly string[] },
  now: number,
): NewAuditEntry | undefined {
  const hidden = { from: 'not recorded', to: 'not recorded' };
  const changed = passwords.map((label) => [`password of ${label}`, hidden]);
  const [was, is] = [before, after].map(({ plan, repositories }) => ({ repositories, ...told(plan) }));
  const changes = { ...changesBetween(was ?? {}, is ?? {}), ...Object.fromEntries(changed) };
  if (Object.keys(changes).length === 0) return undefined;
  return auditEntry(now, { action: 'plan-edit', ...of(before.plan), details: { changes } });
}

/** A plan, and the paths of the repositories that take turns. */
interface Described {
  readonly plan: Plan;
  readonly repositories: readonly string[];
}

const where = ([first, ...also]: readonly string[]): Record<string, unknown> => ({
  repository: first,
  ...(also.length > 0 && { also }),
});

const of = ({ id, name }: Plan) => ({ subject: name, planId: id, planName: name });

const told = ({
  name,
  folders,
  databases,
  exclusions,
  allowFullCopies,
  acceptEmpty,
  keep,
  timeZone,
  schedules,
  hooks,
  drive,
}: Plan): Record<string, unknown> => ({
  ...{ name, folders, databases, ...exclusions, allowFullCopies, keep: formatKeep(keep), timeZone },
  schedules: schedules.map((schedule) => describeSchedule(schedule, 'en')),
  hooks: hooks.map((hook) => describeHook(hook, 'en')),
  ...drive,
  onConnect: describeOnConnect(drive.onConnect, 'en'),
  acceptEmpty: acceptEmpty.map((one) => databases.find((source) => emptiedMark(source) === one)?.label ?? one),
});
