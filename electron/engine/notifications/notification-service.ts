import type { Language } from '#shared/domain/language.ts';
import { type Channel, type ChannelDraft, postsTo } from '#shared/domain/notification.ts';
import { HoldfastError } from '#shared/errors.ts';
import { changesBetween } from '../audit/changes-between.ts';
import { auditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Ports } from '../ports.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { forgetChannelSecrets, keepChannelSecrets, readChannelSecrets } from './channel-secrets.ts';
import { composeTest } from './compose-event.ts';
import type { NotificationKeeper } from './notification-keeper.ts';
import { type ChannelSecrets, sendMessage } from './send/send-message.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly secrets: SecretStore;
  readonly changes: ChangeHub;
  readonly ports: Pick<Ports, 'clock' | 'notifier'>;
  readonly keeper: Pick<NotificationKeeper, 'look' | 'pages'>;
  /** What messages are written in. */
  readonly language: () => Promise<Language>;
}

const weekMs = 7 * 24 * 60 * 60 * 1000;
/** A message takes its time, and all of them are asked for each. */
const mostChannels = 20;

/** The ways by which people are told, and what was told. */
export function createNotificationService(dependencies: Dependencies): Service<'notifications'> {
  const { catalogue, secrets, changes, ports, keeper, language } = dependencies;
  const { channels } = catalogue.write;
  const { clock } = ports;
  const find = async (channel: string): Promise<Channel> => {
    const found = await channels.find(channel);
    if (!found) throw new HoldfastError('channel-not-found', { channel });
    return found;
  };
  const test = async (channel: Channel, given: ChannelSecrets | null): Promise<{ answer: string }> => {
    const event = composeTest(new Date(clock.now()).toISOString(), channel.name, await language());
    const kept = async () => given ?? readChannelSecrets(secrets, channel.id);
    const sent = await sendMessage({ channel, event, secrets: kept }, { ...ports, pages: keeper.pages });
    if (sent.ok) return { answer: sent.answer };
    throw new HoldfastError('notification-failed', { channel: channel.name, reason: sent.reason, next: sent.next });
  };
  return {
    get: async () => {
      const counts = await catalogue.read.deliveries.counts(clock.now() - weekMs);
      return { channels: await channels.list(), ...counts };
    },
    add: async (draft) => {
      const before = await channels.list();
      if (before.length >= mostChannels) throw invalid(`There are ${mostChannels} channels already. Remove one first.`);
      const channel = describeChannel({ ...draft, id: crypto.randomUUID() }, before);
      await keepChannelSecrets(secrets, channel.id, draft);
      await channels.put(channel, entryOf('channel-add', channel, { order: told(channel) }, clock.now()));
      changes.emit(['notifications']);
      return channel;
    },
    change: async ({ channel: known, ...draft }) => {
      const before = await find(known);
      const channel = describeChannel({ ...draft, id: before.id }, await channels.list());
      const moved = [
        ...(draft.url === undefined ? [] : ['address']),
        ...(draft.secret === undefined ? [] : ['secret']),
      ];
      const hidden = Object.fromEntries(moved.map((name) => [name, { from: 'not recorded', to: 'not recorded' }]));
      const changed = { ...changesBetween(told(before), told(channel)), ...hidden };
      if (Object.keys(changed).length === 0) return before;
      await keepChannelSecrets(secrets, channel.id, draft);
      await channels.put(channel, entryOf('channel-change', before, { changes: changed }, clock.now()));
      changes.emit(['notifications']);
      return channel;
    },
    remove: async ({ channel }) => {
      const before = await find(channel);
      await channels.remove(before.id, entryOf('channel-remove', before, { order: told(before) }, clock.now()));
      forgetChannelSecrets(secrets, before.id);
      changes.emit(['notifications']);
    },
    test: async (wish) => {
      if ('channel' in wish) return test(await find(wish.channel), null);
      const { draft } = wish;
      const channel = describeChannel({ ...draft, id: draft.id ?? crypto.randomUUID() }, await channels.list());
      const kept = draft.id === undefined ? { url: '', secret: '' } : await readChannelSecrets(secrets, draft.id);
      const secret = draft.secret === undefined ? kept.secret : (draft.secret ?? '');
      return test(channel, { url: draft.url ?? kept.url, secret });
    },
    log: async ({ state, after, limit }) => {
      const before = after === undefined ? undefined : Number(after);
      const items = await catalogue.read.deliveries.list({ state, before, limit });
      const last = items.at(-1);
      return { items, next: last && items.length === limit ? String(last.number) : null };
    },
    retry: async ({ delivery }) => {
      const tried = await catalogue.write.deliveries.retry(delivery, clock.now());
      if (!tried) throw new HoldfastError('notification-not-found', { number: delivery });
      changes.emit(['notifications']);
      void keeper.look();
      return tried;
    },
    shown: (_, signal) => keeper.pages.follow(signal),
  };
}

/** The channel that a draft amounts to beside those there are. Throws `invalid-input`. */
function describeChannel({ url, secret, ...draft }: ChannelDraft & { id: string }, all: readonly Channel[]): Channel {
  const before = all.find(({ id }) => id === draft.id);
  const others = all.filter(({ id }) => id !== draft.id);
  const { target } = draft;
  const name = draft.name.normalize('NFC');
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    throw invalid(`There is a channel named “${name}” already. Choose another name, or change that one.`);
  }
  if (before && before.target.kind !== target.kind)
    throw invalid('The kind of a channel can’t be changed. Add another one.');
  if (target.kind === 'desktop' && others.some((other) => other.target.kind === 'desktop')) {
    throw invalid('There is a channel for the desktop already. Change that one.');
  }
  const web = postsTo(target.kind);
  if (web && before === undefined && url === undefined)
    throw invalid('Where it posts to is missing: give its address.');
  if (target.kind === 'ntfy' && url !== undefined && !/[^/]/.test(new URL(url).pathname)) {
    throw invalid('The address of an ntfy topic ends with the topic, such as https://ntfy.sh/my-backups.');
  }
  const address = !web ? (target.kind === 'email' ? `${target.host}:${target.port}` : '') : originOf(url, before);
  const hasSecret = secret === undefined ? (before?.hasSecret ?? false) : secret !== null;
  return { ...draft, name, address, hasSecret };
}

const originOf = (url: string | undefined, before: Channel | undefined): string =>
  url === undefined ? (before?.address ?? '') : new URL(url).origin;

const told = ({ name, target, enabled, events, plans, address }: Channel): Record<string, unknown> => ({
  ...{ name, ...target, enabled, events, plans, address },
});

const entryOf = (
  action: 'channel-add' | 'channel-change' | 'channel-remove',
  { name }: Channel,
  details: Parameters<typeof auditEntry>[1]['details'],
  now: number,
) => auditEntry(now, { action, subject: name, details });

const invalid = (reason: string) => new HoldfastError('invalid-input', { reason });
