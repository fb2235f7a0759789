import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CatalogueClient, openCatalogueClient } from '../../../electron/engine/catalogue/catalogue-client.ts';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { systemClock } from '../../../electron/engine/ports.ts';
import { createDestinations, type Destinations } from '../../../electron/engine/repository/destinations.ts';
import { volumeIdentity } from '../../../electron/engine/repository/volume-identity.ts';
import type { StartRun } from '../../../electron/engine/runs/run-service.ts';
import { createSnapshotService } from '../../../electron/engine/snapshots/snapshot-service.ts';
import { createChangeHub } from '../../../electron/engine/system/change-hub.ts';
import { createDesktopDouble } from '../../helpers/desktop-double.ts';
import { type FilledCatalogue, fillCatalogue, instant } from '../../helpers/fill-catalogue.ts';

let filled: FilledCatalogue;
let client: CatalogueClient;
let destinations: Destinations;
let plan: PlanRow;
let files: string;
let started: StartRun[];
let service: ReturnType<typeof createSnapshotService>;
let snapshots: { id: string; sequence: number }[];

beforeEach(() => {
  filled = fillCatalogue();
  const repository = path.join(filled.home, 'repository');
  const row = filled.catalogue.repositories.list()[0];
  if (!row) throw new Error('no repository');
  fs.mkdirSync(repository);
  const marker = { format: 1, id: row.id, createdAt: instant(0) };
  fs.writeFileSync(path.join(repository, 'holdfast-repository.json'), JSON.stringify(marker));
  filled.catalogue.repositories.put({ ...row, path: repository, volume: volumeIdentity(repository) });
  plan = filled.addPlan('Papers');
  plan = filled.catalogue.plans.get(plan.plan.id) ?? plan;
  snapshots = [
    filled.addSnapshot(plan, { '/home/ada/a.txt': { size: 1 }, '/home/ada/b.txt': {} }),
    filled.addSnapshot(plan, { '/home/ada/a.txt': { size: 2 }, '/home/ada/text': {}, '/home/ada/to/': {} }),
  ];
  files = path.join(repository, 'plans/papers/snapshots/s2/files/home/ada');
  fs.mkdirSync(files, { recursive: true });
  client = openCatalogueClient(filled.home);
  destinations = createDestinations();
  started = [];
  const runs = {
    start: async (request: StartRun) => {
      started.push(request);
      return 'run';
    },
  };
  const changes = createChangeHub();
  service = createSnapshotService({
    catalogue: client,
    destinations,
    runs,
    changes,
    clock: systemClock,
    desktop: createDesktopDouble(),
  });
});

afterEach(async () => {
  await client.close();
  await destinations.close();
  filled.close();
});

it('finds a snapshot by id, prefix, name, latest and PLAN/latest, and says when it can not', async () => {
  const id = snapshots[1]?.id ?? '';
  for (const reference of [id, id.slice(0, 12), 's2', 'latest', 'papers/latest', 'Papers/s2']) {
    expect((await service.get({ snapshot: reference })).id).toBe(id);
  }
  await expect(service.get({ snapshot: 'other/latest' })).rejects.toMatchObject({ code: 'snapshot-not-found' });
  await expect(service.get({ snapshot: 'zz' })).rejects.toMatchObject({ code: 'snapshot-not-found' });
  filled.addSnapshot(filled.addPlan('Other'), {});
  filled.addSnapshot(filled.addPlan('Third'), {});
  await expect(service.get({ snapshot: 's1' })).rejects.toMatchObject({ code: 'snapshot-ambiguous' });
});

it('tells which snapshots can be read now', async () => {
  const list = await service.list({ plan: 'papers' });
  expect(list.map(({ name, available }) => [name, available])).toEqual([
    ['s2', true],
    ['s1', false],
  ]);
});

it('lists folders, and offers the nearest names for a path that is not there', async () => {
  const page = await service.folder({ snapshot: 'latest', path: '/home/ada/', limit: 10 });
  expect(page.items.map(({ name }) => name)).toEqual(['to', 'a.txt', 'text']);
  const missing = service.folder({ snapshot: 'latest', path: '/home/ada/tex', limit: 10 });
  await expect(missing).rejects.toMatchObject({
    code: 'path-not-found',
    details: { nearest: ['/home/ada/text', '/home/ada/to', '/home/ada/a.txt'] },
  });
  const file = service.folder({ snapshot: 'latest', path: '/home/ada/text', limit: 10 });
  await expect(file).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(service.history({ path: '/home/ada/a.tx' })).rejects.toMatchObject({ code: 'path-not-found' });
  expect(await service.history({ path: '/home/ada/a.txt' })).toHaveLength(2);
  expect((await service.diff({ snapshot: 's1', other: 'latest', path: '/', limit: 10 })).items).toHaveLength(4);
});

it('shows text and pictures by what they hold, not by what they are called', async () => {
  const show = (content: string | Buffer) => {
    fs.writeFileSync(path.join(files, 'text'), content);
    return service.content({ snapshot: 'latest', path: '/home/ada/text' });
  };
  expect(await show('Grüße\n')).toEqual({ kind: 'text', text: 'Grüße\n', truncated: false });
  expect(await show(Buffer.from('Gr\xfc\xdfe', 'latin1'))).toMatchObject({ kind: 'text', text: 'Grüße' });
  expect(await show('')).toEqual({ kind: 'text', text: '', truncated: false });
  expect(await show(Buffer.from([1, 0, 2]))).toEqual({ kind: 'none', reason: 'binary' });
  const long = await show(`${'a'.repeat(256 * 1024 - 1)}ß and more`);
  expect(long).toEqual({ kind: 'text', text: 'a'.repeat(256 * 1024 - 1), truncated: true });
  const picture = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
  expect(await show(picture)).toEqual({
    kind: 'picture',
    mediaType: 'image/png',
    base64: picture.toString('base64'),
  });
  const large = Buffer.concat([picture, Buffer.alloc(8 * 1024 * 1024)]);
  expect(await show(large)).toEqual({ kind: 'none', reason: 'too-large' });
  expect(await service.content({ snapshot: 'latest', path: '/home/ada' })).toMatchObject({ reason: 'not-a-file' });
  expect(await service.content({ snapshot: 's1', path: '/home/ada/a.txt' })).toMatchObject({ reason: 'unavailable' });
  fs.rmSync(path.join(files, 'text'));
  fs.symlinkSync('/etc/passwd', path.join(files, 'text'));
  expect(await service.content({ snapshot: 'latest', path: '/home/ada/text' })).toMatchObject({ kind: 'none' });
});

it('says that the drive is not there rather than that a file has gone', async () => {
  const repository = path.join(filled.home, 'repository');
  fs.renameSync(repository, `${repository}-away`);
  destinations.refresh();
  const wanted = { snapshot: 'latest', path: '/home/ada/text' };
  await expect(service.locate(wanted)).rejects.toMatchObject({ code: 'destination-missing' });
  await expect(service.content(wanted)).rejects.toMatchObject({ code: 'destination-missing' });
});

it('pins in the repository and in the catalogue', async () => {
  expect((await service.pin({ snapshot: 'latest', pinned: true })).pinned).toBe(true);
  const state = JSON.parse(fs.readFileSync(path.join(files, '../../../state.json'), 'utf8'));
  expect(state.pinned).toBe(true);
  await expect(service.remove({ snapshot: 'latest' })).rejects.toMatchObject({ code: 'snapshot-pinned' });
  expect((await service.pin({ snapshot: 'latest', pinned: false })).pinned).toBe(false);
  await expect(service.pin({ snapshot: 's1', pinned: true })).rejects.toMatchObject({ code: 'destination-missing' });
});

it('deletes only when the name was typed, and says what would be lost', async () => {
  const needed = await service.remove({ snapshot: 's1', confirm: 'yes' }).catch((error: unknown) => error);
  expect(needed).toMatchObject({ code: 'confirmation-needed', details: { phrase: 's1', files: 2, bytes: 1 } });
  expect(started).toEqual([]);
  await service.remove({ snapshot: 's1', confirm: 's1' });
  expect(started).toMatchObject([{ job: { kind: 'delete', snapshotIds: [snapshots[0]?.id] }, subject: 's1' }]);
});

it('verifies one snapshot, those of a plan or all', async () => {
  await service.verify({ snapshot: 's1' });
  await service.verify({ plan: 'Papers' });
  expect(started).toMatchObject([
    { snapshotId: snapshots[0]?.id, job: { snapshotIds: [snapshots[0]?.id] } },
    { snapshotId: null, planName: 'Papers', job: { snapshotIds: [snapshots[1]?.id, snapshots[0]?.id] } },
  ]);
  await expect(service.verify({ plan: 'none' })).rejects.toMatchObject({ code: 'plan-not-found' });
});
