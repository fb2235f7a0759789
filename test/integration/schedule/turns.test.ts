import { afterEach, beforeEach, expect, test } from 'vitest';
import { takingTurns } from '../../../electron/engine/plans/plan-places.ts';
import type { Destinations } from '../../../electron/engine/repository/destinations.ts';
import type { StartBackup } from '../../../electron/engine/runs/run-service.ts';
import { createScheduleKeeper } from '../../../electron/engine/schedule/schedule-keeper.ts';
import { catalogueInThread } from '../../helpers/catalogue-in-thread.ts';
import { type FilledCatalogue, fillCatalogue } from '../../helpers/fill-catalogue.ts';
import { quietPorts } from '../../helpers/quiet-ports.ts';
import { scheduleOf } from '../../helpers/simulate-year.ts';

const now = Date.parse('2026-11-21T12:30:00.000Z');
const volume = { uuid: null, fileSystem: 'ext4' };
let filled: FilledCatalogue;
let there: Set<string>;

beforeEach(() => {
  filled = fillCatalogue();
  there = new Set();
});
afterEach(() => filled.close());

const destinations: Pick<Destinations, 'check' | 'inspect' | 'slugs' | 'slugOf'> = {
  check: async ({ id }) => ({
    ...{ state: there.has(id) ? 'ready' : 'missing', problem: null, failure: null, space: null },
  }),
  inspect: async (path) => {
    const [row] = filled.catalogue.repositories.byPath(path);
    return { path, volume, marker: { format: 1, id: row?.id ?? '', createdAt: row?.createdAt ?? '' } };
  },
  slugs: async () => ['home'],
  slugOf: async () => null,
};

function addTurn() {
  const { plan } = filled.addPlan('Home');
  const other = crypto.randomUUID();
  const schedule = scheduleOf({ every: { kind: 'hourly', minute: 0 } }, now - 3_600_000);
  filled.catalogue.plans.put({ ...plan, rotation: [plan.repositoryId, other], schedules: [schedule] });
  return { plan, other };
}

test('a backup that is due waits while all drives are away, and goes on with whichever comes', async () => {
  const { plan, other } = addTurn();
  filled.catalogue.repositories.put({ id: other, path: '/other', createdAt: plan.createdAt, volume });
  const asked: StartBackup[] = [];
  const backUp = async (request: StartBackup) => {
    asked.push(request);
    return crypto.randomUUID();
  };
  const ports = { ...quietPorts(), clock: { now: () => now } };
  const catalogue = catalogueInThread(filled.catalogue);
  const changes = { emit: () => {} };
  const keeper = createScheduleKeeper({ home: filled.home, catalogue, destinations, runs: { backUp }, changes, ports });
  await keeper.look();
  expect(asked).toEqual([]);
  expect(filled.catalogue.occurrences.newest()).toMatchObject([{ state: 'waiting', reason: 'volume-away' }]);
  there.add(other);
  await keeper.surroundingsChanged();
  expect(asked).toMatchObject([{ plan: plan.id }]);
  keeper.stop();
});

test('a drive that the description names gets the plan’s folder once it is known and there', async () => {
  const { plan, other } = addTurn();
  const row = filled.catalogue.plans.get(plan.id);
  if (!row) throw new Error('the plan is gone');
  const where = { catalogue: catalogueInThread(filled.catalogue), destinations };
  const places = async () => (await takingTurns(where, row)).map((one) => [one.plan.repositoryId, one.plan.slug]);
  there.add(other);
  expect(await places()).toEqual([[plan.repositoryId, 'home']]);
  filled.catalogue.repositories.put({ id: other, path: '/other', createdAt: plan.createdAt, volume });
  expect(await places()).toEqual([
    [plan.repositoryId, 'home'],
    [other, 'home-2'],
  ]);
  expect(filled.catalogue.plans.distinct()).toHaveLength(1);
});
