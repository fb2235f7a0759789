import { createHmac, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../../electron/engine/engine.ts';
import { inTime, look } from '../../helpers/scheduled-home.ts';
import { createToldHome, logOf, type ToldHome, untilSent } from '../../helpers/told-home.ts';
import { type Received, startWebReceiver, type WebReceiver } from '../../helpers/web-receiver.ts';

let home: ToldHome;
let services: Engine['services'];
let receiver: WebReceiver;

beforeEach(async () => {
  home = createToldHome();
  receiver = await startWebReceiver();
  services = await home.open();
  await home.makePlan(services, undefined, { schedules: [] });
});

afterEach(async () => {
  await home.close();
  await receiver.close();
});

const hook = () =>
  home.add(services, { name: 'Hook', target: { kind: 'webhook' }, url: receiver.url, secret: 'sésame' });

/** As a receiver would, by what the documentation says. */
function isGenuine({ headers, body }: Received, secret: string): boolean {
  const fields = new Map(
    String(headers['holdfast-signature'])
      .split(',')
      .map((field) => field.split('=') as [string, string]),
  );
  const signed = createHmac('sha256', Buffer.from(secret))
    .update(`${fields.get('t')}.`)
    .update(Buffer.from(body))
    .digest();
  return timingSafeEqual(signed, Buffer.from(fields.get('v1') ?? '', 'hex'));
}

test('a webhook gets a signed document, whose signature holds for nothing else', async () => {
  await hook();
  await home.backUp(services);
  home.setGone(true);
  await home.backUp(services);
  await untilSent(services, ['run-failed sent']);
  const [post] = receiver.received;
  if (!post) throw new Error('nothing came');
  expect(isGenuine(post, 'sésame')).toBe(true);
  expect(isGenuine(post, 'sesame')).toBe(false);
  expect(isGenuine({ ...post, body: post.body.replace('failed', 'passed') }, 'sésame')).toBe(false);
  const { items } = await services.runs.list({ limit: 1 });
  expect(JSON.parse(post.body)).toMatchObject({
    version: 1,
    event: 'run-failed',
    run: { id: items[0]?.id, outcome: 'failed' },
  });
});

test('trouble of the server is waited out, as long as it wants; what it refuses is given up', async () => {
  await hook();
  const last = async () => (await logOf(services))[0];
  receiver.answer = { status: 503, body: 'out of order' };
  home.setGone(true);
  await home.backUp(services);
  await inTime(async () =>
    expect(await last()).toMatchObject({
      state: 'waiting',
      attempts: 1,
      error: expect.stringContaining('503: out of order'),
    }),
  );
  receiver.answer = { status: 429, headers: { 'retry-after': '1800' } };
  home.pass(0.1);
  await inTime(async () => {
    await look(services);
    expect(await last()).toMatchObject({ state: 'waiting', attempts: 2, error: expect.stringContaining('429') });
  });
  const { nextAt } = (await last()) ?? { nextAt: null };
  expect(Date.parse(nextAt ?? '') - home.clock.now).toBe(1_800_000);
  home.pass(0.2);
  await look(services);
  await look(services);
  receiver.answer = { status: 404 };
  home.pass(0.4);
  await inTime(async () => {
    await look(services);
    expect(await last()).toMatchObject({
      state: 'failed',
      attempts: 3,
      error: expect.stringContaining('nothing at that address'),
    });
  });
  expect(receiver.received).toHaveLength(3);
  expect(new Set(receiver.received.map(({ headers }) => headers['holdfast-id'])).size).toBe(1);
});

test('redirects are not followed, and nothing of the address is told', async () => {
  const elsewhere = await startWebReceiver();
  receiver.answer = { status: 307, headers: { location: `${elsewhere.url}/take?it=1` } };
  const url = `${receiver.url}/services/T0/SECRET-PART?x=SECRET-PART`;
  await home.add(services, { name: 'Chat', target: { kind: 'slack' }, url });
  const failed = await services.notifications.test({ channel: 'Chat' }).catch((error: Error) => error.message);
  expect(failed).toBe(
    `Nothing could be sent by “Chat”: ${receiver.url} leads elsewhere to ${elsewhere.url} (307). Give the address that it leads to.`,
  );
  expect(elsewhere.received).toEqual([]);
  const told = [
    await services.notifications.get(undefined),
    await services.audit.list({ limit: 50, order: 'newest-first' } as never),
  ];
  expect(JSON.stringify(told)).not.toContain('SECRET-PART');
  expect(fs.readFileSync(`${home.folder}/home/secrets.json`, 'utf8')).not.toContain('SECRET');
  await elsewhere.close();
});

test('a receiver that never answers holds up neither a backup nor the end', async () => {
  await hook();
  receiver.answer = null;
  home.setGone(true);
  await home.backUp(services);
  await inTime(async () => expect(receiver.open()).toBe(1));
  home.setGone(false);
  expect(await home.backUp(services)).toBe('succeeded');
  expect(await home.backUp(services)).toBe('succeeded');
  expect(receiver.open()).toBe(1);
  // It is closed while that goes on; the next engine sends both.
  await home.closeEngines();
  expect(receiver.open()).toBe(0);
  receiver.answer = { status: 200 };
  services = await home.open();
  await untilSent(services, ['recovered sent', 'run-failed sent']);
  expect(await logOf(services)).toMatchObject([{ attempts: 1 }, { attempts: 1 }]);
});
