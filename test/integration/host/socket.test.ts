import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { socketPath } from '#shared/contract/greeting.ts';
import { openSocketTransport } from '#shared/contract/socket-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import { toHoldfastError } from '#shared/contract/typed-error.ts';
import { contractVersion } from '#shared/contract/version.ts';
import { eventually } from '../../helpers/eventually.ts';
import { exampleId } from '../../helpers/services-double.ts';
import { openTestHost, testToken } from './open-test-host.ts';

let opened: Awaited<ReturnType<typeof openTestHost>>;
let port: number;

beforeEach(async () => {
  opened = await openTestHost();
  port = opened.host.port;
});
afterEach(() => opened.host.close());

const url = () => `ws://127.0.0.1:${port}${socketPath}`;
const openTransport = (token = testToken) => openSocketTransport({ url: url(), token });

it('welcomes the right token only', async () => {
  const transport = await openTransport();
  expect(await clientOf(transport.link).system.status()).toMatchObject({ pid: 42 });
  transport.close();
  await expect(openTransport('wrong')).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(openTransport('')).rejects.toMatchObject({ code: 'unauthorized' });
});

it('takes it calmly when calls are aborted, or made, while the connection ends', async () => {
  const transport = await openTransport();
  const client = clientOf(transport.link);
  const abort = new AbortController();
  const events = await client.runs.watch({ run: exampleId }, { signal: abort.signal });
  await events.next();
  const rest = events.next().catch(() => 'ended');
  transport.close();
  // What is thrown here where nobody can catch it fails the whole suite.
  abort.abort();
  expect(await client.system.status().catch(toHoldfastError)).toMatchObject({ code: 'connection-lost' });
  await transport.closed;
  expect(await rest).toBe('ended');
  await eventually(() => opened.state.streamsOpen === 0);
});

it('limits wrong tokens', async () => {
  for (let at = 0; at < 20; at += 1)
    await expect(openTransport('wrong')).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(openTransport('wrong')).rejects.toMatchObject({ code: 'too-many-attempts' });
  (await openTransport()).close();
});

it('says plainly that another version of the contract is spoken', async () => {
  const answer = await exchange(JSON.stringify({ token: testToken, contract: contractVersion + 1 }));
  expect(answer).toMatchObject({
    reply: {
      welcome: false,
      code: 'contract-mismatch',
      details: { engine: contractVersion, client: contractVersion + 1 },
    },
    closed: 4401,
  });
});

it.each([
  ['a call before the greeting', JSON.stringify({ i: 1, p: { u: '/system/status' } })],
  ['no JSON', 'hello'],
  ['a greeting without a token', JSON.stringify({ contract: contractVersion })],
])('answers %s with nothing but a refusal', async (_what, message) => {
  const { reply, closed } = await exchange(message);
  expect(reply).toEqual({ welcome: false, code: 'unauthorized', details: {} });
  expect(closed).toBe(4401);
});

it.each([
  ['a foreign Origin', { origin: 'https://evil.example' }, socketPath],
  ['the Origin of another local server', { origin: 'http://127.0.0.1:1' }, socketPath],
  ['a foreign Host', { headers: { host: 'evil.example' } }, socketPath],
  ['another path', {}, '/api/v1/status'],
])('refuses %s before the upgrade', async (_what, options, path) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
  const error = await new Promise<Error>((resolve) => socket.on('error', resolve));
  expect(error.message).toContain('403');
});

it('lets go of a client that sends something unreadable, and serves the others', async () => {
  const other = await openTransport();
  const socket = new WebSocket(url());
  socket.on('open', () => socket.send(JSON.stringify({ token: testToken, contract: contractVersion })));
  socket.once('message', () => socket.send('{{{'));
  const code = await new Promise((resolve) => socket.on('close', resolve));
  expect(code).toBe(1007);
  expect(await clientOf(other.link).system.volumes()).toEqual([]);
  other.close();
});

it('changes nothing about a run when its socket closes', async () => {
  const transport = await openTransport();
  const client = clientOf(transport.link);
  const started = client.runs.backup({ plan: 'papers' });
  const events = await client.runs.watch({ run: exampleId });
  await events.next();
  await started;
  transport.close();
  await eventually(() => opened.state.streamsOpen === 0);
  expect(opened.state.runsStarted).toBe(1);
  const again = await openTransport();
  expect(await (await clientOf(again.link).runs.watch({ run: exampleId })).next()).toMatchObject({ done: false });
  again.close();
});

it('closes gracefully: streams end, sockets close, calls fail as lost', async () => {
  const transport = await openTransport();
  const client = clientOf(transport.link);
  const events = await client.system.changes();
  await events.next();
  const rest = (async () => {
    for await (const _event of events) await delay(1);
  })().catch(toHoldfastError);
  const cutOff = readServerSentEvents();
  await eventually(() => opened.state.streamsOpen === 2);
  await opened.host.close();
  await transport.closed;
  await eventually(() => opened.state.streamsOpen === 0);
  expect(await rest).toMatchObject({ code: 'connection-lost' });
  await cutOff;
  expect(toHoldfastError(await client.system.status().catch((error: unknown) => error))).toMatchObject({
    code: 'connection-lost',
  });
  opened = await openTestHost();
});

/** A stream of server-sent events, read until it is cut off. */
async function readServerSentEvents(): Promise<void> {
  const headers = { authorization: `Bearer ${testToken}` };
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/status/changes`, { headers });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  await response.text().catch(() => undefined);
}

function exchange(message: string): Promise<{ readonly reply: unknown; readonly closed: number }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url());
    let reply: unknown;
    socket.on('error', reject);
    socket.on('open', () => socket.send(message));
    socket.on('message', (data) => {
      reply = JSON.parse(data.toString());
    });
    socket.on('close', (closed) => resolve({ reply, closed }));
  });
}
