import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { servePage } from '../../../electron/host/pages.ts';

const above = mkdtempSync(join(tmpdir(), 'holdfast-pages-'));
const folder = join(above, 'renderer');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head><title>Holdfast</title></head></html>');
writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'start()');
writeFileSync(join(folder, '.hidden.json'), 'secret');
writeFileSync(join(above, 'endpoint.json'), 'secret');

const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

it.each(['/', '/index.html', '/time', '/plans/one/edit'])('gives the one page for %s', async (path) => {
  const page = await servePage({ folder, path });
  expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(page.headers['cache-control']).toBe('no-store');
});

it('gives each page its own nonce, in the policy and in the page', async () => {
  const pages = await Promise.all([1, 2].map(() => servePage({ folder, path: '/' })));
  const nonces = pages.map(({ headers, body }) => {
    const policy = headers['content-security-policy'] ?? '';
    const nonce = /style-src 'self' 'nonce-([\w-]+)'/.exec(policy)?.[1] ?? '';
    expect(nonce.length).toBeGreaterThanOrEqual(24);
    expect(text(body)).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    return nonce;
  });
  expect(nonces[0]).not.toBe(nonces[1]);
});

it('lets a page in a browser open its own socket only', async () => {
  const page = await servePage({ folder, path: '/', socketOrigin: 'ws://127.0.0.1:4410' });
  expect(page.headers['content-security-policy']).toContain("connect-src 'self' ws://127.0.0.1:4410;");
});

it('gives assets by their type, to be kept', async () => {
  const page = await servePage({ folder, path: '/assets/main-1a2b.js' });
  expect(text(page.body)).toBe('start()');
  expect(page.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' });
  expect(page.headers['cache-control']).toContain('immutable');
});

it.each([
  '/../endpoint.json',
  '/assets/../../endpoint.json',
  '/%2e%2e/endpoint.json',
  '/..%2fendpoint.json',
  '/assets/..%5c..%5cendpoint.json',
  '//etc/passwd',
  '/.hidden.json',
  '/assets/main-1a2b.js%00.png',
  '/assets/absent.js',
  '/assets/main-1a2b.exe',
  'endpoint.json',
])('gives nothing for %s', async (path) => {
  const page = await servePage({ folder, path });
  expect(text(page.body)).not.toContain('secret');
  expect(page.status).toBe(404);
});

it('says so when the window is not built', async () => {
  const page = await servePage({ folder: join(above, 'absent'), path: '/' });
  expect(page.status).toBe(503);
  expect(text(page.body)).toContain('npm run build');
});
