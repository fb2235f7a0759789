import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ShownMessage } from '#shared/domain/notification.ts';
import type { Notifier } from '../../../electron/engine/ports.ts';
import { inTime, look } from '../../helpers/scheduled-home.ts';
import { createToldHome, type ToldHome } from '../../helpers/told-home.ts';

let home: ToldHome;
beforeEach(() => {
  home = createToldHome();
});
afterEach(() => home.close());

const statesOf = async (services: Awaited<ReturnType<ToldHome['open']>>) =>
  (await services.notifications.log({ limit: 10 })).items.map(({ kind, state, answer }) => ({ kind, state, answer }));

test('the desktop is told by default, by the window’s own means', async () => {
  const shown: string[] = [];
  const notifier: Notifier = { available: () => true, show: async ({ title }) => void shown.push(title) };
  const services = await home.open('host', { notifier });
  await home.makePlan(services, undefined, { schedules: [] });
  home.setGone(true);
  await home.backUp(services);
  await inTime(async () => expect(shown).toEqual(['The backup of “Papers” failed']));
  await inTime(async () => {
    expect(await statesOf(services)).toEqual([{ kind: 'run-failed', state: 'sent', answer: 'Shown on the desktop.' }]);
  });
});

test('without a desktop a message waits for a page that may show it, and for a day at most', async () => {
  const services = await home.open();
  await home.makePlan(services, undefined, { schedules: [] });
  home.setGone(true);
  await home.backUp(services);
  await inTime(async () => {
    await look(services);
    expect(await statesOf(services)).toEqual([{ kind: 'run-failed', state: 'waiting', answer: null }]);
  });
  const leave = new AbortController();
  const messages: ShownMessage[] = [];
  const reading = (async () => {
    for await (const message of services.notifications.shown(undefined, leave.signal)) messages.push(message);
  })();
  await inTime(async () => expect(messages.map(({ title }) => title)).toEqual(['The backup of “Papers” failed']));
  expect(messages[0]?.body).toMatch(/holdfast run show/);
  await inTime(async () => expect(await statesOf(services)).toMatchObject([{ state: 'sent' }]));
  leave.abort();
  await reading;

  home.setGone(false);
  await home.backUp(services);
  await inTime(async () =>
    expect(await statesOf(services)).toMatchObject([{ kind: 'recovered', state: 'waiting' }, {}]),
  );
  home.pass(24.1);
  await inTime(async () => {
    await look(services);
    expect(await statesOf(services)).toMatchObject([{ kind: 'recovered', state: 'failed' }, {}]);
  });
  const [channel] = (await services.notifications.get(undefined)).channels;
  expect(channel).toMatchObject({ name: 'Desktop', enabled: true, target: { kind: 'desktop' } });
  const refused = await services.notifications.test({ channel: 'desktop' }).catch((error: Error) => error.message);
  expect(refused).toMatch(/no window is open that may show messages/);
});

test('the desktop is told in the language of the home', async () => {
  const shown: ShownMessage['body'][] = [];
  const notifier: Notifier = { available: () => true, show: async ({ title, body }) => void shown.push(title, body) };
  const services = await home.open('host', { notifier });
  await services.settings.set({ language: 'de' });
  await home.makePlan(services, undefined, { schedules: [] });
  home.setGone(true);
  await home.backUp(services);
  await inTime(async () =>
    expect(shown).toEqual([
      'Die Sicherung von „Papers“ ist gescheitert',
      expect.stringContaining('Protokoll des Laufs'),
    ]),
  );
});
