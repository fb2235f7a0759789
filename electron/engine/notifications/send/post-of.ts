import type { NotificationEvent, Target } from '#shared/domain/notification.ts';
import { wordsIn } from '../words/words-in.ts';
import { signBody } from './sign-body.ts';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Kept {
  readonly url: string;
  /** Signing key or token; empty: none. */
  readonly secret: string;
}

type WebTarget = Exclude<Target['kind'], 'desktop' | 'email'>;

const json = { 'content-type': 'application/json' };

/** What is posted where: the event as each kind of service understands it. Pure, but for `now` in ms. */
export function postOf(kind: WebTarget, event: NotificationEvent, { url, secret }: Kept, now: number): Post {
  switch (kind) {
    case 'webhook': {
      const body = JSON.stringify(webhookBody(event));
      const signed = secret !== '' && { 'holdfast-signature': signBody(body, secret, now) };
      return { url, headers: { ...json, 'holdfast-event': event.kind, 'holdfast-id': event.id, ...signed }, body };
    }
    case 'ntfy':
      return ntfyPost(event, { url, secret });
    case 'slack': {
      const text = `*${slackText(event.title)}*\n${slackText(linesOf(event).join('\n'))}`.trim();
      return { url, headers: json, body: JSON.stringify({ text }) };
    }
    case 'healthchecks':
      return {
        url: pingUrl(event, url),
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: plainText(event),
      };
  }
}

/** Version 1. Fields may be added; what is there keeps its meaning. Codes, and the run's error, are English in every language. */
function webhookBody({ id, kind, at, machine, plan, run, language, title, text, next }: NotificationEvent) {
  return { version: 1, id, event: kind, at, machine, plan, run, language, title, text, next };
}

const linesOf = ({ text, next, machine, language }: NotificationEvent): readonly string[] =>
  [text, next ?? '', wordsIn(language).onMachine(machine)].filter((line) => line !== '');

const plainText = (event: NotificationEvent): string => [event.title, ...linesOf(event)].join('\n');

const ntfyPriority: Partial<Record<NotificationEvent['kind'], number>> = {
  'run-failed': 4,
  overdue: 4,
  'low-space': 4,
  'unusual-change': 5,
};
const ntfyTag: Partial<Record<NotificationEvent['kind'], string>> = {
  'run-failed': 'rotating_light',
  'unusual-change': 'rotating_light',
  'run-warning': 'warning',
  overdue: 'warning',
  'low-space': 'warning',
};

/** Published as JSON at the server's root (docs.ntfy.sh/publish): headers could not hold every title. */
function ntfyPost(event: NotificationEvent, { url, secret }: Kept): Post {
  const address = new URL(url);
  const parts = address.pathname.split('/').filter((part) => part !== '');
  const topic = decodeURIComponent(parts.pop() ?? '');
  address.pathname = `/${parts.join('/')}`;
  address.search = '';
  const body = {
    topic,
    title: event.title,
    message: linesOf(event).join('\n'),
    priority: ntfyPriority[event.kind] ?? 3,
    tags: [ntfyTag[event.kind] ?? 'white_check_mark'],
  };
  const authorization = secret !== '' && { authorization: `Bearer ${secret}` };
  return { url: address.href, headers: { ...json, ...authorization }, body: JSON.stringify(body) };
}

/** As Slack wants it (api.slack.com/reference/surfaces/formatting#escaping). */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** By the check's address (healthchecks.io/docs/http_api): its beginning and end belong together by the run's id. */
function pingUrl({ kind, run }: NotificationEvent, url: string): string {
  const address = new URL(url);
  const end = kind === 'ping-started' ? '/start' : kind === 'ping-failed' ? '/fail' : kind === 'test' ? '/log' : '';
  address.pathname = `${address.pathname.replace(/\/$/, '')}${end}`;
  if (run) address.searchParams.set('rid', run.id);
  return address.href;
}
