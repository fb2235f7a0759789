import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lostLetter } from '../../../electron/engine/sample/sample-changes.ts';
import { endOf } from '../../helpers/end-of.ts';
import { plainDraft } from '../../helpers/plain-draft.ts';
import { isServed, listTree, openSampleHome, type SampleHome, serverFolder } from '../../helpers/sample-home.ts';

let opened: SampleHome;

beforeAll(async () => {
  opened = await openSampleHome();
  const { plans, repositories, runs } = opened.engine.services;
  const [source, place] = ['mine', 'drive'].map((name) => path.join(opened.folder, name)) as [string, string];
  fs.mkdirSync(source);
  fs.writeFileSync(path.join(source, 'letter'), 'mine');
  const { id } = await repositories.create({ path: place });
  const { plan } = await plans.create(plainDraft({ name: 'Mine', folders: [source], repository: id }));
  await endOf(opened.engine, (await runs.backup({ plan: plan.id, fullChecksum: false })).runId);
  await opened.make();
});
afterAll(() => opened.close());

test('it is a plan with real backups of a folder and a database, proven by restoring it, and known as sample data', async () => {
  const { engine, sample } = opened;
  const status = await sample.status(undefined);
  expect(status).toMatchObject({
    state: 'ready',
    withoutDatabase: null,
    databaseMajor: expect.any(Number),
    step: null,
  });
  const { plans, snapshots, runs } = engine.services;
  const { plan, dumps, state, snapshots: count } = await plans.get({ plan: status.planId ?? '' });
  expect({ name: plan.name, sample: plan.sample, state, count }).toEqual({
    ...{ name: 'Sample data', sample: true, state: 'good', count: 3 },
  });
  expect(plan.schedules).toEqual([]);
  expect(dumps).toMatchObject({ databases: 1, proven: 1 });
  const made = await snapshots.list({ plan: plan.id });
  expect(made.map(({ changes }) => changes.added > 0 || changes.removed > 0)).toEqual([true, true, true]);
  const { items } = await runs.list({ plan: plan.id, limit: 10 });
  expect(items.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
    ...['test-restore succeeded', 'backup succeeded', 'backup succeeded', 'backup succeeded'],
  ]);
  // The moments are those at which it was done.
  expect(made.every(({ startedAt }) => Math.abs(Date.parse(startedAt) - Date.now()) < 600_000)).toBe(true);
  const lost = path.join(opened.home, 'sample', 'files', lostLetter);
  expect(fs.existsSync(lost)).toBe(false);
  const versions = await snapshots.history({ path: lost });
  expect(versions).toHaveLength(1);
});

test('a second one is refused, and the first stays', async () => {
  await expect(opened.make()).rejects.toMatchObject({ code: 'sample-exists' });
  expect(await opened.sample.status(undefined)).toMatchObject({ state: 'ready' });
});

test('nobody is told of its runs, and its repository is short of nothing', async () => {
  const { notifications, storage } = opened.engine.services;
  const { items } = await notifications.log({ limit: 100 });
  expect(items.filter((item) => JSON.stringify(item).includes('Sample'))).toEqual([]);
  const { repositories } = await storage.get(undefined);
  expect(repositories.find(({ repository }) => repository.path.endsWith('sample/repository'))?.low).toBeNull();
});

test('while another plan’s snapshots lie in its repository nothing is removed', async () => {
  const { engine, folder, home } = opened;
  const { plans, runs } = engine.services;
  const repository = path.join(home, 'sample', 'repository');
  const source = path.join(folder, 'mine');
  const { plan } = await plans.create(plainDraft({ name: 'Stray', folders: [source], repository }));
  await endOf(engine, (await runs.backup({ plan: plan.id, fullChecksum: false })).runId);
  const before = listTree(repository);
  await expect(opened.remove()).rejects.toMatchObject({ code: 'sample-in-use', details: { plans: ['Stray'] } });
  await plans.remove({ plan: plan.id });
  // Forgotten here, its snapshots are there all the same.
  await expect(opened.remove()).rejects.toMatchObject({ code: 'sample-in-use' });
  expect(listTree(repository)).toEqual(before);
  expect(await opened.sample.status(undefined)).toMatchObject({ state: 'ready' });
  fs.rmSync(path.join(repository, 'plans', plan.slug), { recursive: true });
});

test('one call removes all of it, also while it is backed up, and nothing else; a second one finds nothing to do', async () => {
  const { engine, home, sample } = opened;
  const { plans, repositories, runs, audit } = engine.services;
  const server = serverFolder(home) ?? '';
  expect(isServed(server)).toBe(true);
  const { planId } = await sample.status(undefined);
  await runs.backup({ plan: planId ?? '', fullChecksum: true });
  expect(await opened.remove()).toMatchObject({ state: 'none', planId: null });
  expect(isServed(server)).toBe(false);
  expect(fs.existsSync(server)).toBe(false);
  expect(fs.existsSync(path.join(home, 'sample'))).toBe(false);
  expect((await plans.list(undefined)).map(({ plan, snapshots }) => `${plan.name} ${snapshots}`)).toEqual(['Mine 1']);
  expect((await repositories.list(undefined)).map(({ path: place }) => path.basename(place))).toEqual(['drive']);
  const { items } = await runs.list({ limit: 100 });
  expect(new Set(items.map(({ planName }) => planName))).toEqual(new Set(['Mine', 'Stray']));
  const logs = fs.readdirSync(path.join(home, 'runs')).map((name) => name.slice(0, 36));
  expect(logs.every((id) => items.some((run) => run.id === id))).toBe(true);
  const told = await audit.list({ plan: 'Sample data', limit: 10 });
  expect(told.items.map(({ action }) => action)).toEqual(['plan-remove', 'plan-add']);
  expect(await opened.remove()).toMatchObject({ state: 'none' });
});
