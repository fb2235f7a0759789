import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { inTime, look } from '../../helpers/scheduled-home.ts';
import { createToldHome, type ToldHome, untilSent } from '../../helpers/told-home.ts';
import { startWebReceiver, type WebReceiver } from '../../helpers/web-receiver.ts';

let home: ToldHome;
let receiver: WebReceiver;

beforeEach(async () => {
  home = createToldHome();
  receiver = await startWebReceiver();
});

afterEach(async () => {
  await home.close();
  await receiver.close();
});

const kinds = (): readonly string[] => receiver.received.map(({ body }) => JSON.parse(body).event);

test('one message while a failure lasts and one when it is over, over restarts and with two engines', async () => {
  const [one, other] = [await home.open(), await home.open('command')];
  await home.makePlan(one, undefined, { schedules: [] });
  await home.add(one, { name: 'Hook', target: { kind: 'webhook' }, url: receiver.url });
  expect(await home.backUp(one)).toBe('succeeded');
  home.setGone(true);
  expect(await home.backUp(one)).toBe('failed');
  await untilSent(one, ['run-failed sent']);
  expect(await home.backUp(other)).toBe('failed');
  const third = await home.open();
  expect(await home.backUp(third)).toBe('failed');
  await Promise.all([look(one), look(third)]);
  expect(kinds()).toEqual(['run-failed']);

  home.setGone(false);
  expect(await home.backUp(other)).toBe('succeeded');
  await Promise.all([look(one), look(third)]);
  await untilSent(one, ['recovered sent', 'run-failed sent']);
  expect(await home.backUp(third)).toBe('succeeded');
  await Promise.all([look(one), look(third)]);
  expect(kinds()).toEqual(['run-failed', 'recovered']);
  expect(JSON.parse(receiver.received[0]?.body ?? '').text).toMatch(
    /is gone|missing|not there|can’t be found|does not exist/,
  );
});

test('a backup that is overdue is told by itself, once, and its end too', async () => {
  // Runs are recorded by the computer's own clock.
  home.clock.now = Date.now() - 81 * 3_600_000;
  const services = await home.open();
  await home.makePlan(services);
  await home.add(services, { name: 'Hook', target: { kind: 'webhook' }, url: receiver.url });
  const [drive, away] = ['drive', 'drive-away'].map((name) => path.join(home.folder, name)) as [string, string];
  fs.renameSync(drive, away);
  for (const _ of [1, 2]) {
    home.pass(40);
    await untilSent(services, ['overdue sent']);
  }
  const told = { event: 'overdue', plan: { name: 'Papers' }, run: null };
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject(told);

  fs.renameSync(away, drive);
  await inTime(async () => {
    home.pass(0.1);
    await look(services);
    expect(kinds()).toEqual(['overdue', 'recovered']);
  });
});

test('channels are told of their plans and events alone; healthchecks of every backup, from its beginning', async () => {
  const services = await home.open();
  const plan = await home.makePlan(services, undefined, { schedules: [] });
  const watch = {
    name: 'Watch',
    target: { kind: 'healthchecks' as const },
    url: `${receiver.url}/ping/1`,
    plans: [plan],
  };
  await home.add(services, watch);
  await home.add(services, { ...watch, name: 'Other', plans: [crypto.randomUUID()] });
  for (const gone of [false, true]) {
    if (gone) home.setGone(true);
    await home.backUp(services);
    await eventually(() => receiver.received.at(-1)?.path.startsWith(gone ? '/ping/1/fail' : '/ping/1?') ?? false);
  }
  const { items } = await services.runs.list({ limit: 10 });
  const [failed, good] = items.map(({ id }) => `?rid=${id}`);
  const paths = receiver.received.map(({ path }) => path);
  expect(paths.filter((path) => !path.includes('/start'))).toEqual([`/ping/1${good}`, `/ping/1/fail${failed}`]);
  expect(paths).toContain(`/ping/1/start${good}`);
});
