import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CatalogueClient, openCatalogueClient } from '../../../electron/engine/catalogue/catalogue-client.ts';
import { systemClock } from '../../../electron/engine/ports.ts';
import { createDestinations, type Destinations } from '../../../electron/engine/repository/destinations.ts';
import { createRepositoryService } from '../../../electron/engine/repository/repository-service.ts';
import type { RunService } from '../../../electron/engine/runs/run-service.ts';
import { createChangeHub } from '../../../electron/engine/system/change-hub.ts';

let folder: string;
let catalogue: CatalogueClient;
let destinations: Destinations;
let started: unknown[];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-repositories-'));
  fs.mkdirSync(path.join(folder, 'home'));
  catalogue = openCatalogueClient(path.join(folder, 'home'));
  destinations = createDestinations();
  started = [];
});

afterEach(async () => {
  await catalogue.close();
  await destinations.close();
  fs.rmSync(folder, { recursive: true });
});

function service() {
  const runs: Pick<RunService, 'start'> = {
    start: async (request) => {
      started.push(request.job);
      return '22222222-2222-4222-8222-222222222222';
    },
  };
  return createRepositoryService({ catalogue, destinations, runs, changes: createChangeHub(), clock: systemClock });
}

const at = (name: string) => path.join(folder, name);

test('a repository is made in a new or empty folder, for its owner only', async () => {
  const made = await service().create({ path: at('new/inside/') });
  expect(made).toMatchObject({ path: at('new/inside'), state: 'ready', problem: null, plans: 0, snapshots: 0 });
  expect(fs.statSync(at('new/inside')).mode & 0o777).toBe(0o700);
  const marker = JSON.parse(fs.readFileSync(at('new/inside/holdfast-repository.json'), 'utf8'));
  expect(marker).toEqual({ format: 1, id: made.id, createdAt: made.createdAt });
  fs.mkdirSync(at('drive/lost+found'), { recursive: true });
  await service().create({ path: at('drive') });
  expect((await service().list(undefined)).map((repository) => repository.path)).toEqual([
    at('drive'),
    at('new/inside'),
  ]);
});

test('a folder in use, a repository, and a folder inside one are refused', async () => {
  await service().create({ path: at('first') });
  await expect(service().create({ path: at('first') })).rejects.toMatchObject({ code: 'repository-exists' });
  await expect(service().create({ path: at('first/below/it') })).rejects.toMatchObject({ code: 'invalid-input' });
  fs.mkdirSync(at('used'));
  fs.writeFileSync(at('used/file'), '');
  await expect(service().create({ path: at('used') })).rejects.toMatchObject({ code: 'folder-not-empty' });
  await expect(service().create({ path: at('used/file') })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(service().create({ path: 'relative' })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(service().create({ path: at('odd\uf7ff') })).rejects.toMatchObject({ code: 'invalid-input' });
  fs.symlinkSync(at('first'), at('link'));
  await expect(service().create({ path: at('link/x') })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(fs.readdirSync(at('first'))).toEqual(['holdfast-repository.json']);
});

test('a drive that is not mounted is not made a folder of the system disk', async () => {
  const place = '/media/holdfast-test-no-such-drive/backups';
  await expect(service().create({ path: place })).rejects.toMatchObject({ code: 'destination-missing' });
  expect(fs.existsSync(path.dirname(place))).toBe(false);
});

test('a place whose file system makes no folders is refused at once', async () => {
  await expect(service().create({ path: '/proc/holdfast-test' })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining("can't be made"),
  });
});

test('connecting takes an existing repository in and reads it', async () => {
  const made = await service().create({ path: at('first') });
  await catalogue.close();
  fs.rmSync(at('home'), { recursive: true });
  fs.mkdirSync(at('home'));
  catalogue = openCatalogueClient(at('home'));
  const { repository, runId } = await service().connect({ path: at('first') });
  expect(repository).toMatchObject({ id: made.id, state: 'ready' });
  expect(runId).toMatch(/^2/);
  expect(started).toEqual([{ kind: 'rebuild', repositoryIds: [made.id] }]);
  await expect(service().connect({ path: at('home') })).rejects.toMatchObject({
    code: 'invalid-input',
    message: `There is no repository in ${at('home')}. Give the folder that holds holdfast-repository.json.`,
  });
  await expect(service().adopt({ path: folder })).rejects.toMatchObject({
    code: 'invalid-input',
    message: `There is no repository in ${folder}. There is one in ${at('first')}.`,
  });
  fs.rmSync(at('first/holdfast-repository.json'));
  await expect(service().connect({ path: at('first') })).rejects.toMatchObject({ code: 'destination-not-mounted' });
  await expect(service().connect({ path: at('nothing') })).rejects.toMatchObject({ code: 'destination-missing' });
});

test('a repository that was moved is adopted by hand; one that was never known is not', async () => {
  const made = await service().create({ path: at('first') });
  fs.renameSync(at('first'), at('moved'));
  destinations.refresh();
  const [lost] = await service().list(undefined);
  expect(lost).toMatchObject({ state: 'missing', problem: expect.stringContaining('Plug in or mount') });
  expect(await service().adopt({ path: at('moved') })).toMatchObject({
    id: made.id,
    path: at('moved'),
    state: 'ready',
  });
  await service().rebuild({ repository: made.id });
  await service().rebuild({ repository: at('moved') });
  await service().rebuild({});
  expect(started).toEqual(Array(3).fill({ kind: 'rebuild', repositoryIds: [made.id] }));
  await expect(service().rebuild({ repository: 'x' })).rejects.toMatchObject({ code: 'repository-not-found' });
  fs.writeFileSync(
    at('moved/holdfast-repository.json'),
    JSON.stringify({ format: 1, id: crypto.randomUUID(), createdAt: made.createdAt }),
  );
  await expect(service().adopt({ path: at('moved') })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a volume that does not answer holds nothing else up', async () => {
  const made = await service().create({ path: at('first') });
  await destinations.close();
  destinations = createDestinations({ checkMs: 200, otherMs: 200 });
  // Opening a fifo that nobody writes to hangs as a share without its server does.
  fs.mkdirSync(at('hung'));
  execFileSync('mkfifo', [at('hung/holdfast-repository.json')]);
  const row = { id: made.id, path: at('hung'), volume: { uuid: null, fileSystem: 'nfs' } };
  const hung = destinations.check(row);
  const again = destinations.inspect(at('hung'), true).catch((error: unknown) => error);
  expect(await service().list(undefined)).toMatchObject([{ state: 'ready' }]);
  expect(await hung).toMatchObject({ state: 'missing', problem: expect.stringContaining('does not answer') });
  expect(await again).toMatchObject({ code: 'destination-silent' });
  // Once the volume answers, so does its state.
  fs.writeFileSync(at('hung/holdfast-repository.json'), '{}');
  fs.rmSync(at('hung/holdfast-repository.json'));
  const state = async () => {
    destinations.refresh();
    return (await destinations.check(row)).state;
  };
  await expect.poll(state, { timeout: 5000 }).toBe('not-mounted');
});
