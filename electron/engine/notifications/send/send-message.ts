import fs from 'node:fs/promises';
import type { Channel, NotificationEvent, ShownMessage } from '#shared/domain/notification.ts';
import { type ErrorCode, HoldfastError } from '#shared/errors.ts';
import type { Clock, Notifier } from '../../ports.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { pageOfEvent } from '../page-of-event.ts';
import type { Pages } from '../pages.ts';
import { httpPost } from './http-post.ts';
import { judgeHttp } from './judge-http.ts';
import { codesOf, judgeNetwork } from './judge-network.ts';
import { postOf } from './post-of.ts';
import { sendEmail } from './send-email.ts';
import { notYet, refused, type Sent } from './sent.ts';

/** What is secret of a channel; empty: it is not kept. */
export interface ChannelSecrets {
  readonly url: string;
  readonly secret: string;
}

interface Dependencies {
  readonly clock: Clock;
  readonly notifier: Notifier;
  readonly pages: Pages;
}

export interface Message {
  readonly channel: Channel;
  readonly event: NotificationEvent;
  /** Rejects as `SecretStore.get` does. */
  readonly secrets: () => Promise<ChannelSecrets>;
}

/** An attempt takes no longer. */
const attemptMs = 30_000;

const unreadable: ReadonlySet<ErrorCode> = new Set(['secret-unreadable', 'keyring-entry-lost']);

/** Sends a message by its channel, once. Never rejects. */
export async function sendMessage(message: Message, dependencies: Dependencies, stop?: AbortSignal): Promise<Sent> {
  const limit = AbortSignal.timeout(attemptMs);
  const signal = stop ? AbortSignal.any([stop, limit]) : limit;
  try {
    return await send(message, dependencies, signal);
  } catch (error) {
    if (error instanceof HoldfastError && unreadable.has(error.code)) {
      return refused(`what is kept of “${message.channel.name}” can’t be read`, 'Give its password or address again.');
    }
    // The keyring may be open later.
    if (error instanceof HoldfastError && error.code === 'keyring-unavailable') {
      return notYet(`what is kept of “${message.channel.name}” can’t be read yet`, error.message);
    }
    const { address } = message.channel;
    const why = error instanceof Error ? error.name : 'unknown';
    return (
      judgeNetwork(codesOf(error), address) ?? notYet(`it could not be sent (${why})`, 'Look into Holdfast’s log.')
    );
  }
}

async function send(
  { channel, event, secrets }: Message,
  { clock, notifier, pages }: Dependencies,
  signal: AbortSignal,
): Promise<Sent> {
  const { target, address } = channel;
  if (target.kind === 'desktop') return show(event, notifier, pages);
  const kept = await secrets();
  const ca = target.caFile === '' ? undefined : await readAuthority(target.caFile);
  if (ca === null) return refused(`the CA file ${target.caFile} can’t be read`, 'Give another one, or none.');
  if (target.kind === 'email') {
    if (target.user !== '' && kept.secret === '')
      return refused('its password is not kept here', 'Give the password again.');
    return sendEmail(target, { event, password: kept.secret, ca, signal });
  }
  if (kept.url === '') return refused('its address is not kept here', 'Give the address again.');
  const answer = await httpPost({ ...postOf(target.kind, event, kept, clock.now()), ca, signal });
  return judgeHttp(answer, { server: address, secrets: [kept.secret, ...partsOf(kept.url)] }, clock.now());
}

/** An address as a whole, and what of it may be secret. */
function partsOf(url: string): readonly string[] {
  const { pathname, search } = new URL(url);
  const segments = pathname.split('/').filter((part) => part.length > 5);
  return [url, ...(pathname === '/' ? [] : [pathname]), search, ...segments];
}

const readAuthority = (file: string): Promise<Buffer | null> => fs.readFile(fsPath(file)).catch(() => null);

async function show(event: NotificationEvent, notifier: Notifier, pages: Pages): Promise<Sent> {
  const message: ShownMessage = {
    id: event.id,
    title: event.title,
    body: [event.text, event.next ?? ''].join('\n').trim(),
    link: pageOfEvent(event),
  };
  if (notifier.available()) {
    await notifier.show(message);
    return { ok: true, answer: 'Shown on the desktop.' };
  }
  if (pages.show(message) > 0) return { ok: true, answer: 'Shown by the browser that has the window open.' };
  return notYet('no window is open that may show messages', 'Open Holdfast, and let it show messages.');
}
