import type { Language } from './domain/language.ts';
import type { ChannelKind, Delivery, NotificationKind } from './domain/notification.ts';

type Words<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** What a channel may tell of. */
export const kindWords: Words<NotificationKind> = {
  en: {
    'run-failed': 'a run failed',
    'run-warning': 'a run had new warnings',
    recovered: 'it works again',
    overdue: 'a backup is overdue',
    'low-space': 'a drive is almost full',
    'unusual-change': 'far more changed than usual',
    'run-succeeded': 'a run succeeded',
  },
  de: {
    'run-failed': 'ein Lauf ist gescheitert',
    'run-warning': 'ein Lauf hatte neue Warnungen',
    recovered: 'es geht wieder',
    overdue: 'eine Sicherung ist überfällig',
    'low-space': 'ein Laufwerk ist fast voll',
    'unusual-change': 'weit mehr als sonst hat sich geändert',
    'run-succeeded': 'ein Lauf ist gelungen',
  },
};

export const channelWords: Words<ChannelKind> = {
  en: {
    desktop: 'Desktop',
    email: 'E-mail',
    webhook: 'Webhook (JSON)',
    ntfy: 'ntfy',
    slack: 'Slack or Mattermost',
    healthchecks: 'Healthchecks',
  },
  de: {
    desktop: 'Desktop',
    email: 'E-Mail',
    webhook: 'Webhook (JSON)',
    ntfy: 'ntfy',
    slack: 'Slack oder Mattermost',
    healthchecks: 'Healthchecks',
  },
};

export const deliveryWords: Words<Delivery['state']> = {
  en: { waiting: 'waits', sent: 'sent', failed: 'given up' },
  de: { waiting: 'wartet', sent: 'gesendet', failed: 'aufgegeben' },
};

const concerns: Words<'none' | 'http'> = {
  en: {
    none: 'Without encryption, mail and password can be read by whoever is on the way.',
    http: 'Without https, messages and tokens can be read by whoever is on the way.',
  },
  de: {
    none: 'Ohne Verschlüsselung kann jeder auf dem Weg E-Mail und Passwort mitlesen.',
    http: 'Ohne https kann jeder auf dem Weg Nachrichten und Token mitlesen.',
  },
};

/** What is not safe about how a channel is reached, in a sentence; null where nothing is. */
export const concernOf = (security: 'none' | 'http' | 'safe', language: Language): string | null =>
  security === 'safe' ? null : concerns[language][security];
