import type { Channel, NotificationEvent, NotificationKind } from '#shared/domain/notification.ts';

interface Of {
  /** Ids of the plans that it concerns; none: it is of no plan. */
  readonly plans: readonly string[];
  /** The plan's failure has been told already. */
  readonly failing?: boolean;
}

/** A good end is a success too, for whoever is told of successes. */
const counts: Partial<Record<NotificationKind, readonly NotificationKind[]>> = {
  recovered: ['recovered', 'run-succeeded'],
  'run-warning': ['run-warning', 'run-succeeded'],
};

/**
 * Whether a channel tells of an event. Who was told that a plan's backups fail is not told once more that none is made.
 */
export function takes(channel: Channel, kind: NotificationEvent['kind'], { plans, failing = false }: Of): boolean {
  if (!channel.enabled) return false;
  if (channel.plans !== null && !plans.some((id) => channel.plans?.includes(id))) return false;
  switch (kind) {
    case 'ping-started':
    case 'ping-succeeded':
    case 'ping-failed':
      return channel.target.kind === 'healthchecks';
    case 'test':
      return false;
    default: {
      if (channel.target.kind === 'healthchecks') return false;
      if (kind === 'overdue' && failing && channel.events.includes('run-failed')) return false;
      return (counts[kind] ?? [kind]).some((one) => channel.events.includes(one));
    }
  }
}
