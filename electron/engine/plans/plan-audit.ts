import type { Plan } from '#shared/domain/plan.ts';
import { changesBetween } from '../audit/changes-between.ts';
import { auditEntry, type NewAuditEntry } from '../audit/record-audit.ts';

/** The audit trail's entry for a plan that is added, or forgotten: with what it is, or was. */
export function planEntry(
  action: 'plan-add' | 'plan-remove',
  { plan, repositoryPath }: { readonly plan: Plan; readonly repositoryPath: string },
  now: number,
): NewAuditEntry {
  return auditEntry(now, { action, ...of(plan), details: { order: { repository: repositoryPath, ...told(plan) } } });
}

/** The same for a plan that is changed: what is different, from what to what; undefined when nothing is. */
export function planEditEntry(before: Plan, after: Plan, now: number): NewAuditEntry | undefined {
  const changes = changesBetween(told(before), told(after));
  return changes && auditEntry(now, { action: 'plan-edit', ...of(before), details: { changes } });
}

const of = ({ id, name }: Plan) => ({ subject: name, planId: id, planName: name });

const told = ({ name, folders, exclusions, allowFullCopies, acceptEmpty }: Plan): Record<string, unknown> => ({
  ...{ name, folders, ...exclusions, allowFullCopies, acceptEmpty },
});
