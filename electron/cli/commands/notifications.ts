import type { Channel, ChannelKind, Delivery } from '#shared/domain/notification.ts';
import { HoldfastError } from '#shared/errors.ts';
import { channelWords, deliveryWords } from '#shared/notification-words.ts';
import { type ChannelOptions, channelDraft, defineChannelOptions } from '../channel-options.ts';
import { chosen, parseLimit } from '../choices.ts';
import { deliveryTable, describeNotifications } from '../output/describe-notifications.ts';
import { displayName, displayText } from '../output/display-name.ts';
import { pages } from '../pages.ts';
import type { Context, Verb } from '../verb.ts';

export const notificationsList: Verb = {
  name: 'notifications list',
  summary: 'Show by which channels people are told, and of what',
  examples: ['holdfast notifications list'],
  define: (command, act) => {
    command.action(() => act(listChannels));
  },
};

export const notificationsAdd: Verb = {
  name: 'notifications add',
  summary: 'Add a channel by which people are told',
  examples: [
    'holdfast notifications add email Admins --host smtp.example.org --user backup --from backup@example.org --to ann@example.org --ask-secret',
    'holdfast notifications add ntfy Phone --ask-url',
    'holdfast notifications add healthchecks Watch --plan Home --url-file ping-address.txt',
  ],
  define: (command, act) => {
    command.argument('<KIND>', Object.keys(channelWords.en).join(', ')).argument('<NAME>', 'what it is to be called');
    defineChannelOptions(command).action((kind: string, name: string, options: ChannelOptions) =>
      act(async (context) => {
        const draft = await channelDraft(context, { name, kind: readKind(kind) }, options);
        const channel = await (await context.client()).notifications.add(draft);
        return told(
          context,
          channel,
          `${displayName(channel.name)} was added. Try it with “holdfast notifications test”.`,
        );
      }),
    );
  },
};

export const notificationsChange: Verb = {
  name: 'notifications change',
  summary: 'Change a channel; what is not given stays as it is',
  examples: [
    'holdfast notifications change Admins --to ann@example.org --to bob@example.org',
    'holdfast notifications change Phone --event run-failed --event recovered',
    'holdfast notifications change Desktop --off',
  ],
  define: (command, act) => {
    command.argument('<NAME>', 'the channel').option('--name <NAME>', 'call it so from now on');
    defineChannelOptions(command)
      .option('--on', 'switched on')
      .option('--all-plans', 'of all plans')
      .action((name: string, { on, name: renamed, ...options }: ChannelOptions & { on?: boolean; name?: string }) =>
        act(async (context) => {
          const { notifications } = await context.client();
          const before = find((await notifications.get()).channels, name);
          const wish = { name: renamed ?? before.name, kind: before.target.kind, before };
          const draft = await channelDraft(context, wish, { ...options, ...(on && { off: false }) });
          const channel = await notifications.change({ channel: before.id, ...draft });
          return told(context, channel, `${displayName(channel.name)} was changed.`);
        }),
      );
  },
};

export const notificationsRemove: Verb = {
  name: 'notifications remove',
  summary: 'Remove a channel, with what is secret of it',
  examples: ['holdfast notifications remove Phone'],
  define: (command, act) => {
    command.argument('<NAME>', 'the channel').action((channel: string) =>
      act(async ({ client, json, out }) => {
        await (await client()).notifications.remove({ channel });
        if (json) await out.json({ removed: channel });
        else await out.print(`${displayName(channel)} was removed.`);
        return 0;
      }),
    );
  },
};

export const notificationsTest: Verb = {
  name: 'notifications test',
  summary: 'Send a test by a channel now, and show what the server answered',
  examples: ['holdfast notifications test Admins'],
  define: (command, act) => {
    command.argument('<NAME>', 'the channel').action((channel: string) =>
      act(async ({ client, json, out }) => {
        const sent = await (await client()).notifications.test({ channel });
        if (json) await out.json(sent);
        else await out.print(`Sent. The answer: ${displayText(sent.answer)}`);
        return 0;
      }),
    );
  },
};

export const notificationsLog: Verb = {
  name: 'notifications log',
  summary: 'Show what was sent, waits or was given up, newest first',
  examples: [
    'holdfast notifications log',
    'holdfast notifications log --state failed',
    'holdfast notifications log --retry 12',
  ],
  define: (command, act) => {
    command
      .option('--state <STATE>', 'only these: waiting, sent or failed')
      .option('--limit <N>', 'at most so many (else 50)', parseLimit)
      .option('--retry <NO>', 'send this one again now', parseLimit)
      .action((options: LogOptions) => act((context) => showLog(context, options)));
  },
};

interface LogOptions {
  readonly state?: string;
  readonly limit?: number;
  readonly retry?: number;
}

async function listChannels({ client, json, out }: Context): Promise<number> {
  const engine = await client();
  const found = await engine.notifications.get();
  if (json) {
    await out.json(found.channels);
    return 0;
  }
  const plans = found.channels.some(({ plans: only }) => only !== null) ? await engine.plans.list() : [];
  const nameOf = (id: string) => displayName(plans.find(({ plan }) => plan.id === id)?.plan.name ?? id);
  await out.print(...describeNotifications(found, nameOf));
  return 0;
}

async function showLog({ client, json, out }: Context, { state, limit = 50, retry }: LogOptions): Promise<number> {
  const engine = await client();
  if (retry !== undefined) {
    const delivery = await engine.notifications.retry({ delivery: retry });
    if (json) await out.json(delivery);
    else await out.print(...deliveryTable([delivery]));
    return 0;
  }
  const of = chosen<Delivery['state']>('state', deliveryWords.en, state);
  const found: Delivery[] = [];
  for await (const one of pages((page) => engine.notifications.log({ state: of, ...page }), limit)) found.push(one);
  if (json) await out.json(found);
  else await out.print(...(found.length === 0 ? ['Nothing has been sent yet.'] : deliveryTable(found)));
  return 0;
}

async function told({ json, out }: Context, channel: Channel, sentence: string): Promise<number> {
  if (json) await out.json(channel);
  else await out.print(sentence);
  return 0;
}

const isKind = (text: string): text is ChannelKind => Object.hasOwn(channelWords.en, text);

function readKind(text: string): ChannelKind {
  if (isKind(text)) return text;
  const reason = `A channel is one of ${Object.keys(channelWords.en).join(', ')}, not “${text}”.`;
  throw new HoldfastError('invalid-input', { reason });
}

function find(channels: readonly Channel[], name: string): Channel {
  const found = channels.find((channel) => channel.id === name || channel.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new HoldfastError('channel-not-found', { channel: name });
  return found;
}
