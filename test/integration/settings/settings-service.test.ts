import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CatalogueClient, openCatalogueClient } from '../../../electron/engine/catalogue/catalogue-client.ts';
import { acquireOwnership, findOwner } from '../../../electron/engine/owner.ts';
import { systemClock } from '../../../electron/engine/ports.ts';
import { createSettingsService } from '../../../electron/engine/settings/settings-service.ts';
import { createChangeHub } from '../../../electron/engine/system/change-hub.ts';

let home: string;
let catalogue: CatalogueClient;
let topics: string[];

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-settings-'));
  catalogue = openCatalogueClient(home, { threads: 1 });
  topics = [];
});

afterEach(async () => {
  await catalogue.close();
  fs.rmSync(home, { recursive: true });
});

function service(ownsHome = true) {
  const changes = createChangeHub();
  changes.subscribe((changed) => topics.push(...changed));
  return createSettingsService({ home, catalogue, changes, clock: systemClock, ownsHome });
}

const defaults = {
  ...{ theme: 'system', language: 'system', keepFreeBytes: 256 * 1024 * 1024 },
  ...{ newVersionFeed: null, keepInTray: true },
};

test('defaults hold until something is set, and one setting leaves the others alone', async () => {
  const settings = service();
  expect(await settings.get(undefined)).toEqual(defaults);
  expect(await settings.set({ keepFreeBytes: 7 })).toEqual({ ...defaults, keepFreeBytes: 7 });
  expect(await settings.set({ theme: 'dark' })).toEqual({ ...defaults, theme: 'dark', keepFreeBytes: 7 });
  expect(topics).toEqual(['settings', 'settings']);
  expect(await service().get(undefined)).toEqual({ ...defaults, theme: 'dark', keepFreeBytes: 7 });
  expect(settings.problem()).toBeNull();
  expect(fs.statSync(path.join(home, 'settings.json')).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(home).filter((name) => !name.startsWith('catalogue'))).toEqual(['settings.json']);
});

test('what another process saved counts at once', async () => {
  const [one, other] = [service(), service()];
  await one.get(undefined);
  await other.set({ theme: 'light' });
  expect(await one.get(undefined)).toMatchObject({ theme: 'light' });
});

test.each(['{"theme":', '{"theme":"pink"}', '{"keepFreeBytes":-1}'])(
  'a file holding %j is kept aside and told',
  async (content) => {
    fs.writeFileSync(path.join(home, 'settings.json'), content);
    const settings = service();
    expect(await settings.get(undefined)).toEqual(defaults);
    expect(settings.problem()).toContain('default settings are used');
    const [aside] = fs.readdirSync(home).filter((name) => name.includes('unreadable'));
    expect(fs.readFileSync(path.join(home, aside ?? ''), 'utf8')).toBe(content);
    expect(await settings.set({ theme: 'dark' })).toMatchObject({ theme: 'dark' });
  },
);

test('a command writes only while nobody owns the home', async () => {
  const ownership = await acquireOwnership(home);
  await expect(service(false).set({ theme: 'dark' })).rejects.toMatchObject({ code: 'owner-unreachable' });
  ownership?.release();
  expect(await service(false).set({ theme: 'dark' })).toMatchObject({ theme: 'dark' });
  expect(findOwner(home).state).toBe('none');
});
