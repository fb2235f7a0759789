import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChangeEvent } from '#shared/domain/system.ts';
import { openCatalogueClient } from '../../../electron/engine/catalogue/catalogue-client.ts';
import { createNewVersionKeeper } from '../../../electron/engine/new-version/new-version-keeper.ts';
import { ownProcess } from '../../../electron/engine/runs/process-identity.ts';
import { createSettingsService } from '../../../electron/engine/settings/settings-service.ts';
import { suggestFolders } from '../../../electron/engine/system/suggest-folders.ts';
import { createSystemService } from '../../../electron/engine/system/system-service.ts';
import { createEngineParts, type EngineParts } from '../../helpers/engine-parts.ts';
import { quietPorts } from '../../helpers/quiet-ports.ts';

let parts: EngineParts;

beforeEach(() => {
  parts = createEngineParts();
});

afterEach(() => parts.close());

function service() {
  const settings = createSettingsService({ ...parts, ownsHome: true });
  const ports = quietPorts();
  const newVersion = createNewVersionKeeper({ ...parts, ports, settings, version: '1.2.3' });
  return createSystemService({
    ...{ ...parts, settings, newVersion, version: '1.2.3', owner: 'command', findBrowser: () => undefined },
  });
}

test('the engine says which one it is', async () => {
  const status = await service().status(undefined);
  expect(status).toMatchObject({ version: '1.2.3', contract: 1, home: parts.home, owner: 'command', pid: process.pid });
});

test('the doctor names programs, home, settings, passwords, catalogue and each repository', async () => {
  const repository = await parts.makeRepository();
  const well = await service().doctor(undefined);
  expect(well.ok).toBe(true);
  const names = well.programs.map(({ name, ok }) => `${name} ${ok}`);
  expect(names).toEqual(expect.arrayContaining(['rsync true', 'sync true', 'browser false']));
  expect(well.programs[0]).toMatchObject({
    version: expect.stringMatching(/^3\./),
    path: expect.stringMatching(/^\//),
  });
  expect(well.checks.map(({ name }) => name)).toEqual([
    ...['home', 'settings', 'passwords', 'catalogue'],
    `repository ${repository}`,
  ]);
  fs.chmodSync(parts.at('home'), 0o755);
  const [home] = (await service().doctor(undefined)).checks;
  expect(home).toMatchObject({ ok: true, note: true, message: expect.stringContaining('chmod 700') });
  fs.rmSync(`${repository}/holdfast-repository.json`);
  fs.writeFileSync(parts.at('home/settings.json'), 'nonsense');
  const ill = await service().doctor(undefined);
  expect(ill.ok).toBe(false);
  expect(ill.checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['settings', `repository ${repository}`]);
});

async function collect(stream: AsyncIterable<ChangeEvent>, into: string[][]): Promise<void> {
  for await (const { topics } of stream) into.push(topics.toSorted());
}

test('changes are told at once, together, and end with their listener', async () => {
  const stop = new AbortController();
  const seen: string[][] = [];
  const ended = collect(service().changes(undefined, stop.signal), seen);
  parts.changes.emit(['plans']);
  parts.changes.emit(['runs', 'plans']);
  await expect.poll(() => seen).toEqual([['plans', 'runs']]);
  for (let count = 0; count < 50; count += 1) parts.changes.emit(['snapshots']);
  await expect.poll(() => seen.length).toBe(2);
  stop.abort();
  await ended;
  parts.changes.emit(['plans']);
  expect(seen).toEqual([['plans', 'runs'], ['snapshots']]);
});

test('what another process does is seen in the catalogue', async () => {
  const stop = new AbortController();
  const seen: string[][] = [];
  const ended = collect(service().changes(undefined, stop.signal), seen);
  const other = openCatalogueClient(parts.home);
  const run = { kind: 'verify' as const, planId: null, planName: null, snapshotId: null, subject: '' };
  const startedAt = new Date().toISOString();
  const write = () => other.write.runs.start({ ...run, id: crypto.randomUUID(), startedAt, ...ownProcess() });
  // Once more each time: what was written before the service first looked is nothing new to it.
  await expect.poll(() => write().then(() => seen[0]), { timeout: 20_000, interval: 1000 }).toEqual(['runs']);
  await other.close();
  stop.abort();
  await ended;
});

test('folders are listed with their links, hidden ones marked', async () => {
  for (const name of ['b10', 'b9', '.hidden', 'A']) fs.mkdirSync(parts.at(`tree/${name}`), { recursive: true });
  fs.writeFileSync(parts.at('tree/file'), '');
  fs.symlinkSync('A', parts.at('tree/link'));
  fs.symlinkSync('gone', parts.at('tree/broken'));
  fs.mkdirSync(Buffer.from(`${parts.at('tree')}/odd\xff`, 'latin1'));
  const { path, parent, folders } = await service().folders({ path: `${parts.at('tree')}/` });
  expect([path, parent]).toEqual([parts.at('tree'), parts.folder]);
  expect(folders.map(({ name }) => name)).toEqual(['.hidden', 'A', 'b9', 'b10', 'link', 'odd\uf7ff']);
  expect(folders[0]).toEqual({ path: parts.at('tree/.hidden'), name: '.hidden', hidden: true, readable: true });
  expect(await service().folders({ path: '/' })).toMatchObject({ path: '/', parent: null });
  await expect(service().folders({ path: parts.at('none') })).rejects.toMatchObject({ code: 'path-not-found' });
  await expect(service().folders({ path: parts.at('tree/file') })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(service().folders({ path: 'tree' })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('folders worth protecting are suggested by the names the desktop gave them', async () => {
  for (const name of ['Dokumente', 'Pictures', 'projects', '.config'])
    fs.mkdirSync(parts.at(`user/${name}`), { recursive: true });
  const lines = ['# made by xdg', 'XDG_DESKTOP_DIR="$HOME/"', 'XDG_DOCUMENTS_DIR="$HOME/Dokumente"'];
  fs.writeFileSync(parts.at('user/.config/user-dirs.dirs'), lines.join('\n'));
  const before = process.env.XDG_CONFIG_HOME;
  delete process.env.XDG_CONFIG_HOME;
  const names = (await suggestFolders(parts.at('user'))).map(({ name }) => name);
  if (before !== undefined) process.env.XDG_CONFIG_HOME = before;
  expect(names).toEqual(['Dokumente', 'Pictures', 'projects']);
});

test('volumes are real file systems with space', async () => {
  const volumes = await service().volumes(undefined);
  for (const volume of volumes) {
    expect(volume).toMatchObject({ writable: true, label: expect.stringMatching(/./) });
    expect(volume.totalBytes).toBeGreaterThanOrEqual(volume.freeBytes);
    expect(volume.mountPoint).not.toMatch(/^\/(proc|sys|dev)(\/|$)/);
  }
  expect(volumes.length).toBeGreaterThan(0);
});

test('repositories are found at a place and in the folders directly below it', async () => {
  const repository = await parts.makeRepository();
  fs.mkdirSync(parts.at('other/deep'), { recursive: true });
  const { destinations } = parts;
  expect(await destinations.repositories(parts.at('.'))).toEqual([repository]);
  expect(await destinations.repositories(repository)).toEqual([repository]);
  expect(await destinations.repositories(parts.at('other'))).toEqual([]);
  expect(await destinations.repositories(parts.at('nowhere'))).toEqual([]);
  expect(await service().repositories(undefined)).toEqual(expect.any(Array));
});
