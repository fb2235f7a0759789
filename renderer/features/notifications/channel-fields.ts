import {
  type Channel,
  type ChannelDraft,
  type ChannelKind,
  postsTo,
  type Target,
  usualKinds,
} from '#shared/domain/notification.ts';
import { t } from '../../app/messages/t.ts';

/** A new channel of a kind, under a name that no other has. */
export function newChannel(kind: ChannelKind, others: readonly Channel[]): ChannelDraft {
  const usual = t(`channel.kind.${kind}`);
  const isFree = (name: string) => !others.some((other) => other.name.toLowerCase() === name.toLowerCase());
  let name = usual;
  for (let number = 2; !isFree(name); number += 1) name = `${usual} ${number}`;
  return { name, target: newTarget(kind), enabled: true, events: [...usualKinds], plans: null };
}

function newTarget(kind: ChannelKind): Target {
  switch (kind) {
    case 'desktop':
      return { kind };
    case 'email':
      return { kind, host: '', port: 587, security: 'starttls', user: '', from: '', to: [], caFile: '' };
    default:
      return { kind, caFile: '' };
  }
}

/** A channel that there is, to be changed: without what is secret of it, which then stays. */
export const draftOf = ({ address: _, hasSecret: __, ...channel }: Channel): ChannelDraft => channel;

/** What a channel's line says beside its name. */
export function describeChannel({ target, address, events, enabled }: Channel): string {
  const where = target.kind === 'email' ? target.to.join(', ') : address;
  return [
    ...(enabled ? [] : [t('channel.off')]),
    t(`channel.kind.${target.kind}`),
    ...(where === '' ? [] : [where]),
    target.kind === 'healthchecks' ? t('channel.words.every') : describeEvents(events),
  ].join(' · ');
}

function describeEvents(events: Channel['events']): string {
  const usual = usualKinds.every((kind) => events.includes(kind));
  if (usual) return t(events.includes('run-succeeded') ? 'channel.words.all' : 'channel.words.usual');
  if (events.length === 0) return t('channel.words.none');
  return events.map((kind) => t(`told.said.${kind}`)).join(', ');
}

/** What is not safe about it, in a sentence. */
export function concernOf({ target, url }: ChannelDraft, address: string): string | null {
  if (target.kind === 'email') return target.security === 'none' ? t('channel.unsafe.none') : null;
  return postsTo(target.kind) && (url ?? address).startsWith('http:') ? t('channel.unsafe.http') : null;
}
