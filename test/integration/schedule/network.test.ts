import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reachServers } from '../../../electron/engine/schedule/reach-servers.ts';
import { type DatabaseSource, databaseSourceSchema } from '../../../shared/domain/database.ts';
import { planDraftSchema } from '../../../shared/domain/plan.ts';
import {
  createScheduledHome,
  inTime,
  look,
  occurrencesIn,
  type ScheduledHome,
  told,
  untilTold,
} from '../../helpers/scheduled-home.ts';

let home: ScheduledHome;
let port: number;
const listening: net.Server[] = [];

beforeEach(async () => {
  home = createScheduledHome();
  port = await listen(0);
  await stop();
});
afterEach(async () => {
  await home.close();
  await stop();
});

async function listen(on: number): Promise<number> {
  // It is no PostgreSQL: whoever asks for more than a connection is turned away.
  const server = net.createServer((socket) => void setTimeout(() => socket.destroy(), 20));
  server.listen(on, '127.0.0.1');
  await once(server, 'listening');
  listening.push(server);
  const address = server.address();
  return typeof address === 'object' && address ? address.port : on;
}

async function stop(): Promise<void> {
  for (const server of listening.splice(0)) {
    server.close();
    await once(server, 'close');
  }
}

/** An address of this computer that does not look like one. */
const elsewhere = '::ffff:127.0.0.1';

const source = (host: string): DatabaseSource =>
  databaseSourceSchema.parse({ id: crypto.randomUUID(), label: 'main', connection: { host, port, user: 'ann' } });

test('servers on this computer are not asked, those elsewhere have to answer', async () => {
  expect(await reachServers([source('localhost'), source('127.0.0.1'), source('/run/postgresql')])).toBe('reached');
  expect(await reachServers([source('localhost'), source(elsewhere)])).toBe('away');
  await listen(port);
  expect(await reachServers([source('localhost'), source(elsewhere)])).toBe('reached');
});

const { databases } = planDraftSchema.shape;
const drafts = () => {
  const { id: _, ...draft } = source(elsewhere);
  return databases.parse([draft]);
};

test('lessons 6: databases elsewhere wait for the network, and it is recorded where that never came', async () => {
  const services = await home.open();
  await home.makePlan(services, undefined, { folders: [], databases: drafts() });
  home.pass(16);
  await untilTold(services, ['22T03:00 waiting network']);
  expect(await services.plans.get({ plan: 'Papers' })).toMatchObject({ waitingFor: 'network' });
  home.pass(24);
  await untilTold(services, ['23T03:00 waiting network', '22T03:00 skipped network']);
  expect((await services.runs.list({ limit: 5 })).items).toEqual([]);

  await listen(port);
  await inTime(async () => {
    home.pass(0.1);
    await look(services);
    // It is reached, and what answers there is none: the run says so.
    expect(told(await occurrencesIn(services))).toEqual(['23T03:00 started failed', '22T03:00 skipped network']);
  });
});

test('folders wait with them for half an hour, and are backed up then', async () => {
  const services = await home.open();
  await home.makePlan(services, undefined, { databases: drafts() });
  home.pass(15.1);
  await untilTold(services, ['22T03:00 waiting network']);
  home.pass(0.3);
  await look(services);
  expect(told(await occurrencesIn(services))).toEqual(['22T03:00 waiting network']);
  home.pass(0.3);
  await untilTold(services, ['22T03:00 started failed']);
  const [run] = (await services.runs.list({ limit: 1 })).items;
  expect(run).toMatchObject({ error: { code: expect.stringMatching(/^database-/) }, result: { files: { added: 1 } } });
});
