import { afterEach, expect, it } from 'vitest';
import { socketPath } from '#shared/contract/greeting.ts';
import { openSocketTransport } from '#shared/contract/socket-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import { toHoldfastError } from '#shared/contract/typed-error.ts';
import { HoldfastError } from '#shared/errors.ts';
import { type ConnectionState, createLastingConnection } from '../../../renderer/api/connection.ts';
import { eventually } from '../../helpers/eventually.ts';
import { openTestHost, testToken } from './open-test-host.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0)) await undo();
});

async function startHost(port = 0) {
  const opened = await openTestHost({ port });
  cleanUp.push(opened.host.close);
  return opened.host;
}

function follow(open: Parameters<typeof createLastingConnection>[0]) {
  const connection = createLastingConnection(open);
  cleanUp.push(connection.close);
  const states: ConnectionState[] = [connection.store.getSnapshot()];
  connection.store.subscribe(() => states.push(connection.store.getSnapshot()));
  return { connection, states, client: clientOf(connection.link) };
}

const opener =
  (port: number, token = () => testToken) =>
  () =>
    openSocketTransport({ url: `ws://127.0.0.1:${port}${socketPath}`, token: token() });

it('makes the first calls wait until it is open', async () => {
  const host = await startHost();
  const { client, states } = follow(opener(host.port));
  expect(await client.system.status()).toMatchObject({ pid: 42 });
  expect(states).toEqual(['connecting', 'open']);
});

it('opens itself again when the host restarts', async () => {
  const host = await startHost();
  const { client, states, connection } = follow(opener(host.port));
  await client.system.status();
  await host.close();
  await eventually(() => connection.store.getSnapshot() === 'lost');
  const error = await client.system.status().catch(toHoldfastError);
  expect(error).toMatchObject({ code: 'connection-lost' });
  await startHost(host.port);
  await eventually(() => connection.store.getSnapshot() === 'open');
  expect(await client.system.status()).toMatchObject({ pid: 42 });
  expect(states).toEqual(['connecting', 'open', 'lost', 'open']);
});

it('asks for no token again and again, but takes a new one', async () => {
  const host = await startHost();
  let token = 'of an earlier start';
  let attempts = 0;
  const open = opener(host.port, () => token);
  const { client, states, connection } = follow(() => {
    attempts += 1;
    return open();
  });
  expect(await client.system.status().catch(toHoldfastError)).toMatchObject({ code: 'unauthorized' });
  token = testToken;
  connection.retry();
  expect(await client.system.status()).toMatchObject({ pid: 42 });
  expect(states).toEqual(['connecting', 'unauthorized', 'connecting', 'open']);
  expect(attempts).toBe(2);
});

it('tells another version of the contract from a lost connection', async () => {
  const { client, states } = follow(async () => {
    throw new HoldfastError('contract-mismatch', { engine: 2, client: 1 });
  });
  expect(await client.system.status().catch(toHoldfastError)).toMatchObject({ code: 'contract-mismatch' });
  expect(states).toEqual(['connecting', 'mismatch']);
});

it('gives up a waiting call that its caller aborts', async () => {
  const { client } = follow(() => new Promise(() => {}));
  const abort = new AbortController();
  const call = client.system.status(undefined, { signal: abort.signal });
  abort.abort();
  expect(await call.catch(toHoldfastError)).toMatchObject({ code: 'cancelled' });
});
