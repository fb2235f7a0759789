import type { ChannelKind, Delivery, NotificationKind } from './domain/notification.ts';

/** What a channel may tell of. */
export const kindWords: Readonly<Record<NotificationKind, string>> = {
  'run-failed': 'a run failed',
  'run-warning': 'a run had new warnings',
  recovered: 'it works again',
  overdue: 'a backup is overdue',
  'low-space': 'a drive is almost full',
  'unusual-change': 'far more changed than usual',
  'run-succeeded': 'a run succeeded',
};

export const channelWords: Readonly<Record<ChannelKind, string>> = {
  desktop: 'Desktop',
  email: 'E-mail',
  webhook: 'Webhook (JSON)',
  ntfy: 'ntfy',
  slack: 'Slack or Mattermost',
  healthchecks: 'Healthchecks',
};

export const deliveryWords: Readonly<Record<Delivery['state'], string>> = {
  waiting: 'waits',
  sent: 'sent',
  failed: 'given up',
};

/** What is not safe about how a channel is reached, in a sentence; null where nothing is. */
export function concernOf(security: 'none' | 'http' | 'safe'): string | null {
  switch (security) {
    case 'none':
      return 'Without encryption, mail and password can be read by whoever is on the way.';
    case 'http':
      return 'Without https, messages and tokens can be read by whoever is on the way.';
    case 'safe':
      return null;
  }
}
