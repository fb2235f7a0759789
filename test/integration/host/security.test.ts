import { connect as connectTcp } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RawAnswer, sendRequest } from '../../helpers/raw-request.ts';
import { openTestHost, testToken } from './open-test-host.ts';

let opened: Awaited<ReturnType<typeof openTestHost>>;
let port: number;
let seen: RawAnswer[];

beforeEach(async () => {
  opened = await openTestHost();
  port = opened.host.port;
  seen = [];
});

afterEach(async () => {
  await opened.host.close();
  const everything = JSON.stringify([seen, opened.logger.lines]);
  expect(everything, 'the token shows in an answer or in the log').not.toContain(testToken);
});

async function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET', body?: string) {
  const answer = await sendRequest({ port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers }, body });
  seen.push(answer);
  return answer;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

it('answers pages and assets to anyone on this computer', async () => {
  const page = await ask('/');
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toContain(`ws://127.0.0.1:${port}`);
  expect(await ask('/assets/main.js')).toMatchObject({ status: 200, body: 'start()' });
  expect((await ask('/time', {}, 'HEAD')).body).toBe('');
  expect((await ask('/', {}, 'POST')).status).toBe(405);
});

it('gives each page a nonce of its own', async () => {
  const policies = [await ask('/'), await ask('/')].map(({ headers }) => headers['content-security-policy']);
  expect(policies[0]).toContain("'nonce-");
  expect(policies[0]).not.toBe(policies[1]);
});

it.each([
  '/api/v1/status',
  '/api/v1/plans',
  '/api/v1/snapshots/a/content?path=/etc/passwd',
  '/api/v1/openapi.json',
  '/api/v1/nothing',
  '/api/anything',
  '/api',
])('answers nothing at %s without the token', async (path) => {
  expect(await ask(path)).toMatchObject({ status: 401, body: expect.stringContaining('"unauthorized"') });
  expect((await ask(path, bearer('wrong'))).status).toBe(401);
  expect((await ask(path, { authorization: `Basic ${testToken}` })).status).toBe(401);
  expect((await ask(path, { cookie: `token=${testToken}` })).status).toBe(401);
  expect((await ask(`${path}${path.includes('?') ? '&' : '?'}token=wrong`)).status).toBe(401);
});

it('answers data to whoever has the token', async () => {
  const status = await ask('/api/v1/status', bearer(testToken));
  expect(status).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  expect(JSON.parse(status.body)).toMatchObject({ pid: 42 });
  const missing = await ask('/api/v1/plans/nope', bearer(testToken));
  expect(missing.status).toBe(404);
  expect(JSON.parse(missing.body)).toMatchObject({ code: 'plan-not-found', data: { plan: 'nope' } });
  expect((await ask('/api/v1/nothing', bearer(testToken))).status).toBe(404);
});

it('describes itself', async () => {
  const { body } = await ask('/api/v1/openapi.json', bearer(testToken));
  const description = JSON.parse(body);
  expect(description.openapi).toMatch(/^3\./);
  expect(Object.keys(description.paths)).toEqual(
    expect.arrayContaining(['/plans/{plan}', '/snapshots/find', '/status']),
  );
  expect(description.components.schemas.Error.properties.code.enum).toContain('plan-not-found');
});

it('refuses a foreign Host, with and without the token', async () => {
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example']) {
    expect((await ask('/', { host })).status).toBe(403);
    const answer = await ask('/api/v1/status', { host, ...bearer(testToken) });
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('userHome');
  }
});

it('refuses a foreign Origin, with and without the token', async () => {
  for (const origin of ['https://evil.example', 'http://127.0.0.1:1', `http://localhost:${port}`, 'null']) {
    expect((await ask('/', { origin })).status).toBe(403);
    const answer = await ask('/api/v1/status', { origin, ...bearer(testToken) });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect((await ask('/api/v1/status', { origin }, 'OPTIONS')).status).toBe(403);
  }
  const own = { origin: `http://127.0.0.1:${port}`, ...bearer(testToken) };
  expect((await ask('/api/v1/status', own)).status).toBe(200);
});

it('limits wrong tokens, and never locks the right one out', async () => {
  const statuses: number[] = [];
  for (let at = 0; at < 25; at += 1)
    statuses.push((await ask('/api/v1/status', bearer(`guess ${at}`.replace(' ', '')))).status);
  expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
  expect(statuses.slice(20)).toEqual([429, 429, 429, 429, 429]);
  expect((await ask('/api/v1/status', bearer(testToken))).status).toBe(200);
});

it.each([
  '/../endpoint.json',
  '/assets/../../endpoint.json',
  '/..%2fendpoint.json',
  '/%2e%2e/endpoint.json',
  '//endpoint.json',
  '/assets/..\\..\\endpoint.json',
])('lets no path out of the folder: %s', async (path) => {
  expect((await ask(path)).status).toBe(404);
});

it('takes no malformed or oversized input, and lives on', async () => {
  const json = { 'content-type': 'application/json', ...bearer(testToken) };
  const malformed = await ask('/api/v1/plans', json, 'POST', '{"name":');
  expect(malformed).toMatchObject({ status: 400, body: expect.stringContaining('"invalid-input"') });
  const large = await ask('/api/v1/plans', json, 'POST', JSON.stringify({ name: 'x'.repeat(17 * 1024 * 1024) }));
  expect(large).toMatchObject({ status: 400, body: expect.stringContaining('"invalid-input"') });
  expect((await ask('/api/v1/status', bearer(testToken))).status).toBe(200);
});

it('listens on the loopback only', async () => {
  const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  for (const { address } of others.filter(({ internal, family }) => !internal && family === 'IPv4')) {
    await expect(reach(address)).rejects.toThrow('ECONNREFUSED');
  }
  await reach('127.0.0.1');
});

function reach(host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port }, () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
}
