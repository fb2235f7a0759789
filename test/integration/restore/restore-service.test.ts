import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CatalogueClient, openCatalogueClient } from '../../../electron/engine/catalogue/catalogue-client.ts';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { createPreviews, type Previews } from '../../../electron/engine/restore/previews.ts';
import { createRestoreService } from '../../../electron/engine/restore/restore-service.ts';
import type { StartRun } from '../../../electron/engine/runs/run-service.ts';
import {
  type RestoreAction,
  type RestorePreview,
  type RestoreRequest,
  restoreRequestSchema,
} from '../../../shared/domain/restore.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let client: CatalogueClient;
let service: ReturnType<typeof createRestoreService>;
let previews: Previews;
let started: StartRun[];
let plan: PlanRow;
const file = (name: string) => path.join(real.source, name);

beforeEach(async () => {
  real = createRealHome();
  for (const name of ['a', 'b', 'c', 'd']) fs.writeFileSync(file(name), name);
  plan = real.addPlan('Plan', [real.source]);
  await real.backup(plan);
  client = openCatalogueClient(real.home);
  started = [];
  const start = async (request: StartRun) => {
    started.push(request);
    return 'run';
  };
  previews = createPreviews(real.home);
  service = createRestoreService({ home: real.home, catalogue: client, runs: { start }, previews });
});
afterEach(async () => {
  await previews.close();
  await client.close();
  real.close();
});

/** A dry run when all has been compared. */
async function whole(request: RestoreRequest): Promise<RestorePreview> {
  let preview = await service.preview(request);
  while (!preview.complete) preview = await service.previewed({ preview: preview.id });
  return preview;
}

const inPlace = restoreRequestSchema.parse({ snapshot: 'latest', to: null });

it('makes a dry run on a thread of its own, and pages its items by path', async () => {
  for (const name of ['a', 'b', 'c']) fs.rmSync(file(name));
  const preview = await whole(inPlace);
  expect(preview).toMatchObject({
    totals: { create: { entries: 3, bytes: 3 }, overwrite: { entries: 0 } },
    phrase: null,
  });
  const first = await service.items({ preview: preview.id, limit: 2 });
  const rest = await service.items({ preview: preview.id, limit: 2, after: first.next ?? undefined });
  expect([...first.items, ...rest.items].map((item) => item.path)).toEqual(['a', 'b', 'c'].map(file));
  expect(rest.next).toBeNull();
  expect((await service.items({ preview: preview.id, action: 'delete', limit: 2 })).items).toEqual([]);
  for (const unknown of ['../catalogue', crypto.randomUUID()]) {
    await expect(service.items({ preview: unknown, limit: 2 })).rejects.toMatchObject({ code: 'invalid-input' });
  }
});

it('starts at once when nothing newer is overwritten and nothing deleted', async () => {
  fs.rmSync(file('a'));
  expect(await service.start(inPlace)).toEqual({ runId: 'run' });
  expect(started[0]).toMatchObject({ job: { kind: 'restore', to: null, exact: false, paths: [] }, planName: 'Plan' });
});

it('wants the phrase for what is destructive, and the phrase holds the numbers', async () => {
  fs.writeFileSync(file('a'), 'newer');
  execFileSync('touch', ['-d', '2100-01-01', file('a')]);
  fs.writeFileSync(file('extra'), 'x');
  const request = { ...inPlace, exact: true };
  for (const confirm of [undefined, 'yes', 'overwrite 2 and delete 1']) {
    await expect(service.start({ ...request, confirm })).rejects.toMatchObject({
      code: 'confirmation-needed',
      details: {
        phrase: 'overwrite 1 and delete 1',
        consequence:
          'This restore overwrites 1 entry modified later than the snapshot’s and deletes 1 entry that the snapshot does not hold.',
      },
    });
  }
  expect(started).toEqual([]);
  await service.start({ ...request, confirm: 'overwrite 1 and delete 1' });
  expect(started).toHaveLength(1);
});

it('wants the phrase, with the number in the plural, for newer files where the snapshot has folders', async () => {
  const folders = ['e', 'f'].map(file);
  for (const folder of folders) {
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'inner'), 'inner');
  }
  await real.backup(plan);
  for (const folder of folders) {
    fs.rmSync(folder, { recursive: true });
    fs.writeFileSync(folder, 'important newer work');
    execFileSync('touch', ['-d', '2100-01-01', folder]);
  }
  await expect(service.start(inPlace)).rejects.toMatchObject({
    code: 'confirmation-needed',
    details: {
      phrase: 'overwrite 2',
      consequence: 'This restore overwrites 2 entries modified later than the snapshot’s.',
    },
  });
  expect(started).toEqual([]);
});

it('a dry run that nobody waits for any more ends, and so do those with errors', async () => {
  const leave = new AbortController();
  const waiting = service.preview(inPlace, leave.signal);
  leave.abort();
  await expect(waiting).rejects.toBeDefined();
  const wrong = whole({ ...inPlace, paths: [file('z')] });
  await expect(wrong).rejects.toMatchObject({ code: 'path-not-found' });
  await expect(whole({ ...inPlace, paths: ['relative'] })).rejects.toMatchObject({ code: 'invalid-input' });
});

it('items are filtered by action and by part of a path', async () => {
  fs.rmSync(file('a'));
  fs.writeFileSync(file('b'), 'newer');
  execFileSync('touch', ['-d', '2100-01-01', file('b')]);
  fs.chmodSync(file('c'), 0o600);
  const preview = await whole(inPlace);
  expect(preview).toMatchObject({ keptNewer: 0, neededBytes: 2, safetyBytes: 6, phrase: 'overwrite 1' });
  const items = async (only: { action?: RestoreAction; match?: string }) =>
    (await service.items({ preview: preview.id, limit: 10, ...only })).items;
  expect(await items({ action: 'overwrite-newer' })).toEqual([
    { action: 'overwrite-newer', path: file('b'), source: file('b'), size: 1 },
  ]);
  expect(await items({ match: '/SOURCE/c' })).toMatchObject([{ action: 'attributes', path: file('c') }]);
  expect(await items({ match: '_' })).toEqual([]);
});

it('a dry run can be dropped, and is gone then', async () => {
  fs.rmSync(file('a'));
  const { id: preview } = await whole(inPlace);
  await service.dropPreview({ preview });
  const gone = { code: 'invalid-input' };
  await expect(service.previewed({ preview })).rejects.toMatchObject(gone);
  await expect(service.items({ preview, limit: 1 })).rejects.toMatchObject(gone);
});

it('refuses what can not be meant together', async () => {
  const only = { missing: true, newerThan: null, matching: [] };
  const wrong: Partial<RestoreRequest>[] = [
    { exact: true, only },
    { exact: true, conflicts: 'keep-both' },
    { suffix: ' old' },
    { suffix: 'a/b', paths: [file('a')] },
    { suffix: ' ', paths: [file('a')] },
    { suffix: ' old', paths: [file('a')], to: '/tmp/there' },
    { only: { ...only, matching: ['['] } },
  ];
  for (const request of wrong) {
    await expect(whole({ ...inPlace, ...request })).rejects.toMatchObject({ code: 'invalid-input' });
  }
});
