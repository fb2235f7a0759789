import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../../helpers/certificates.ts';
import { eventually } from '../../helpers/eventually.ts';
import { createWorld, type World } from '../cli/world.ts';

/** A real https server of an authority of the test's own, which the host is told to trust. */
let folder: string;
let authority: Authority;
let server: https.Server;
let asked: { readonly method: string; readonly url: string; readonly headers: Record<string, unknown> }[];
let answer: { status: number; body: string; headers?: Record<string, string> };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-feed-'));
  authority = createAuthority(folder, 'feed');
  const { file, keyFile } = authority.sign('localhost');
  server = https.createServer({ cert: readFileSync(file), key: readFileSync(keyFile) }, (request, response) => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => server.closeAllConnections());

const feed = (path = '/holdfast.json') => `https://localhost:${(server.address() as AddressInfo).port}${path}`;

async function serve(world: World, ca: string | undefined = authority.file) {
  const host = world.start(['serve'], { environment: { NODE_EXTRA_CA_CERTS: ca } });
  await host.said(/http:\/\/127/);
  return async () => {
    host.process.kill('SIGTERM');
    await host.ended;
  };
}

const doctorSays = async (world: World) => {
  const { checks } = await world.json<{ checks: { name: string; ok: boolean; note?: boolean; message: string }[] }>([
    'doctor',
  ]);
  return checks.find(({ name }) => name === 'new version');
};

const told = (world: World, words: string) =>
  eventually(async () => (await doctorSays(world))?.message.includes(words) ?? false);

test('off by default; once set the owner asks, once, and tells nothing of itself', async () => {
  asked = [];
  answer = { status: 200, body: JSON.stringify({ version: '99.0.0', page: 'https://example.org/holdfast' }) };
  const world = createWorld();
  expect(await doctorSays(world)).toBeUndefined();
  expect((await world.run('settings', 'get', 'newVersionFeed')).stdout).toBe('off\n');
  expect(await world.json(['settings', 'set', 'newVersionFeed', 'http://localhost/'], 2)).toMatchObject({
    type: 'error',
  });
  await world.json(['settings', 'set', 'newVersionFeed', feed()]);
  // A command doesn't ask: it is no owner.
  expect(await doctorSays(world)).toMatchObject({ ok: true, message: expect.stringContaining('was not asked yet') });
  expect(asked).toEqual([]);
  const stop = await serve(world);
  await told(world, 'Holdfast 99.0.0 is there');
  expect(await doctorSays(world)).toMatchObject({
    ok: true,
    note: true,
    message: expect.stringContaining('https://example.org/holdfast'),
  });
  await stop();
  expect(statSync(join(world.home, 'new-version.json')).mode & 0o777).toBe(0o600);
  // Started again on the same day, it knows.
  const stopAgain = await serve(world);
  expect((await doctorSays(world))?.message).toContain('Holdfast 99.0.0 is there');
  await stopAgain();
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /holdfast.json']);
  const { host, ...headers } = asked[0]?.headers ?? {};
  expect(headers).toEqual({ 'user-agent': 'Holdfast', accept: 'application/json', connection: 'close' });
  expect(host).toContain('localhost');
  await world.json(['settings', 'set', 'newVersionFeed', 'off']);
  expect(await doctorSays(world)).toBeUndefined();
});

test.each([
  ['nonsense', { status: 200, body: '<html>' }, 'did not answer as a feed does'],
  ['more than a feed has to say', { status: 200, body: ' '.repeat(70_000) }, 'did not answer as a feed does'],
  ['an error', { status: 404, body: 'no' }, 'answered 404'],
  ['a redirect', { status: 302, body: '', headers: { location: 'https://localhost/other' } }, 'leads elsewhere'],
])('%s is quiet, and told by doctor', async (_, given, words) => {
  asked = [];
  answer = given;
  const world = createWorld();
  await world.json(['settings', 'set', 'newVersionFeed', feed()]);
  const stop = await serve(world);
  await told(world, words);
  expect(await doctorSays(world)).toMatchObject({ ok: true, note: true });
  await stop();
  expect(asked).toHaveLength(1);
});

test('a certificate that nobody vouches for is not believed', async () => {
  asked = [];
  const world = createWorld();
  await world.json(['settings', 'set', 'newVersionFeed', feed()]);
  const stop = await serve(world, '');
  await told(world, 'not to be trusted');
  await stop();
  expect(asked).toEqual([]);
});
