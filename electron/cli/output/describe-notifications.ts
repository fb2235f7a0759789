import {
  type Channel,
  type Delivery,
  type Notifications,
  notificationKinds,
  usualKinds,
} from '#shared/domain/notification.ts';
import { channelWords, concernOf, deliveryWords, kindWords } from '#shared/notification-words.ts';
import { displayName, displayText } from './display-name.ts';
import { countOf, formatTime } from './format.ts';
import { table } from './table.ts';

/** The channels, what they tell of, and what they could not tell. */
export function describeNotifications(
  { channels, waiting, failed }: Notifications,
  planName: (id: string) => string,
): readonly string[] {
  if (channels.length === 0) return ['Nobody is told of anything. Add a channel with “holdfast notifications add”.'];
  const rows = table(channels, [
    { title: 'Channel', cell: ({ name }) => displayName(name) },
    { title: 'Kind', cell: ({ target }) => channelWords.en[target.kind] },
    { title: 'Where', cell: whereOf },
    { title: 'State', cell: ({ enabled }) => (enabled ? 'on' : 'off') },
    { title: 'Plans', cell: ({ plans }) => (plans === null ? 'all' : plans.map(planName).join(', ')) },
    { title: 'Tells of', cell: describeEvents },
  ]);
  return [...rows, ...concernsOf(channels), ...queueWords(waiting, failed)];
}

const whereOf = ({ target, address }: Channel): string =>
  target.kind === 'email' ? `${target.to.join(', ')} by ${address}` : address;

function describeEvents({ target, events }: Channel): string {
  if (target.kind === 'healthchecks') return 'every backup: begun, succeeded, failed';
  if (events.length === 0) return 'nothing';
  if (events.length === notificationKinds.length) return 'everything';
  const usual = usualKinds.every((kind) => events.includes(kind));
  if (usual) return 'whatever goes wrong, and when it is over';
  return events.map((kind) => kindWords.en[kind]).join(', ');
}

const concernsOf = (channels: readonly Channel[]): readonly string[] =>
  channels.flatMap(({ name, target, address }) => {
    const unsafe =
      target.kind === 'email' && target.security === 'none' ? 'none' : address.startsWith('http:') ? 'http' : 'safe';
    const concern = concernOf(unsafe, 'en');
    return concern === null ? [] : [`${displayName(name)}: ${concern}`];
  });

function queueWords(waiting: number, failed: number): readonly string[] {
  const words = [
    ...(waiting > 0 ? [`${countOf(waiting, 'message')} to be sent`] : []),
    ...(failed > 0 ? [`${countOf(failed, 'message')} given up in the last week`] : []),
  ];
  return words.length === 0 ? [] : [`${words.join(', ')}. See “holdfast notifications log”.`];
}

export const deliveryTable = (deliveries: readonly Delivery[]): readonly string[] =>
  table(deliveries, [
    { title: 'No.', cell: ({ number }) => String(number), align: 'right' },
    { title: 'When', cell: ({ at }) => formatTime(at) },
    { title: 'Channel', cell: ({ channel }) => displayName(channel) },
    { title: 'State', cell: ({ state }) => deliveryWords.en[state] },
    { title: 'Attempts', cell: ({ attempts }) => String(attempts), align: 'right' },
    { title: 'Message', cell: messageOf },
  ]);

const messageOf = ({ title, error, nextAt }: Delivery): string => {
  const next = nextAt === null ? '' : ` Tried again ${formatTime(nextAt)}.`;
  return displayText(error === null ? title : `${title} · ${error}${next}`);
};
