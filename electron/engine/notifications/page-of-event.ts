import type { NotificationEvent } from '#shared/domain/notification.ts';

/** The page of the window that tells more about what happened, and where something can be done. Pure. */
export function pageOfEvent({ kind, plan, run }: Pick<NotificationEvent, 'kind' | 'plan' | 'run'>): string {
  if (kind === 'unusual-change' && plan) return `/plans/${plan.id}/unusual`;
  if (run) return `/activity/${run.id}`;
  switch (kind) {
    case 'overdue':
      return '/activity/schedules';
    case 'low-space':
      return '/settings/repositories';
    case 'test':
      return '/settings/notifications';
    default:
      return '/';
  }
}
