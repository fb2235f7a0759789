import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../helpers/certificates.ts';
import { windowTests } from '../helpers/window-tests.ts';

let folder: string;
let server: Server;
const openWindow = windowTests();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-feed-'));
  const authority = createAuthority(folder, 'feed');
  const { file, keyFile } = authority.sign('localhost');
  process.env.NODE_EXTRA_CA_CERTS = authority.file;
  const body = JSON.stringify({ version: '99.0.0', page: 'https://example.org/holdfast' });
  server = createServer({ cert: readFileSync(file), key: readFileSync(keyFile) }, (_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  delete process.env.NODE_EXTRA_CA_CERTS;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

test('whom to ask is set in Settings, an address that is none is told of, and what is there is shown and not opened', async () => {
  const { host, page } = await openWindow();
  await page.goto(new URL('/settings', host.url).href + new URL(host.url).hash);
  const field = page.getByRole('textbox', { name: 'Ask for new versions at' });
  await field.fill('http://example.org');
  await field.press('Enter');
  await page.getByText('An address begins with https://').waitFor();
  await field.fill(`https://localhost:${(server.address() as AddressInfo).port}/`);
  await field.press('Enter');
  await page
    .getByText('99.0.0 is there. Get it as you got this one; it is described at https://example.org/holdfast')
    .waitFor();
  expect(await page.getByRole('link', { name: /example\.org/ }).count()).toBe(0);
  const saved = JSON.parse(readFileSync(join(host.folder, 'home', 'settings.json'), 'utf8'));
  expect(saved.newVersionFeed).toContain('https://localhost:');
});
