import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../../electron/engine/engine.ts';
import { planSchedules } from '../../../electron/engine/plans/plan-schedules.ts';
import { snapshotPaths } from '../../../electron/engine/repository/layout.ts';
import { manifestSchema } from '../../../electron/engine/repository/manifest.ts';
import { readSnapshotState } from '../../../electron/engine/repository/snapshot-state.ts';
import type { KeepPolicy } from '../../../shared/domain/retention.ts';
import { scheduleDraftSchema } from '../../../shared/domain/schedule.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';
import { withEngine } from '../../helpers/with-engine.ts';

const none: KeepPolicy = { last: 0, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

let real: RealHome;
let planId: string;
let monthly: string;

beforeEach(() => {
  real = createRealHome();
  const { plan } = real.addPlan('Home', [real.source]);
  const draft = scheduleDraftSchema.parse({
    every: { kind: 'monthly', day: 1, at: '03:00' },
    keep: { ...none, last: 2 },
  });
  const schedules = planSchedules([draft], { now: Date.now() });
  real.catalogue.plans.put({ ...plan, keep: { ...none, last: 1 }, schedules });
  [planId, monthly] = [plan.id, schedules[0]?.id ?? ''];
});
afterEach(() => real.close());

const change = () => fs.appendFileSync(path.join(real.source, 'diary'), 'one more line\n');
const engine = <Result>(use: (engine: Engine) => Result) => withEngine(real.home, 'command', Date.now, use);

async function backUp(scheduleId?: string): Promise<string> {
  const run = await real.run({ kind: 'backup', planId, fullChecksum: false, scheduleId });
  if (!run.snapshotId) throw new Error(JSON.stringify(run.error));
  return run.snapshotId;
}

const begunBy = (id: string) => real.catalogue.snapshots.byId(id)?.begunBy;
const kept = () =>
  engine(async ({ services }) =>
    (await services.retention.preview({ plan: planId })).snapshots.flatMap(({ snapshotId, keep }) =>
      keep ? [snapshotId] : [],
    ),
  );

test('what a schedule made is told by its manifest, what it confirmed by its state, and both survive a rebuild', async () => {
  change();
  const first = await backUp(monthly);
  expect(begunBy(first)).toEqual([monthly]);
  const folder = snapshotPaths(real.folderOf(first));
  expect(manifestSchema.parse(JSON.parse(fs.readFileSync(folder.manifest, 'utf8'))).scheduleId).toBe(monthly);
  expect(await backUp(monthly)).toBe(first);
  expect(readSnapshotState(folder.state).confirmedBy).toEqual([]);

  change();
  const second = await backUp();
  expect(await backUp(monthly)).toBe(second);
  expect(await backUp(monthly)).toBe(second);
  expect(readSnapshotState(snapshotPaths(real.folderOf(second)).state).confirmedBy).toEqual([monthly]);
  expect([first, second].map(begunBy)).toEqual([[monthly], [null, monthly]]);

  const repositoryIds = real.catalogue.repositories.list().map(({ id }) => id);
  expect(await real.run({ kind: 'rebuild', repositoryIds })).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect([first, second].map(begunBy)).toEqual([[monthly], [null, monthly]]);
});

test('its snapshots are kept and go by its policy, and the dry run, a changed one and the prune say the same', async () => {
  const made: string[] = [];
  for (const scheduleId of [monthly, undefined, monthly, undefined, monthly, undefined]) {
    change();
    made.push(await backUp(scheduleId));
  }
  const [oldest = '', , second = '', , third = '', newest = ''] = made;
  expect(await kept()).toEqual([newest, third, second]);
  await engine(async ({ services }) => {
    const preview = await services.retention.preview({ plan: planId });
    expect(preview.schedules).toMatchObject([
      { scheduleId: monthly, keep: { last: 2 }, words: expect.stringMatching(/^every month on the 1st/) },
    ]);
    expect(preview.snapshots[1]?.reasons).toContainEqual({ kind: 'last', number: 1, of: 2, scheduleId: monthly });
    expect(preview.concerns).toContainEqual(expect.stringContaining('What is made every month on the 1st'));
    const all = await services.retention.preview({ plan: planId, schedules: [{ id: monthly, keep: 'all' }] });
    expect(all.snapshots.filter(({ keep }) => keep).map(({ snapshotId }) => snapshotId)).toEqual([
      newest,
      third,
      second,
      oldest,
    ]);
    const plain = await services.retention.preview({ plan: planId, schedules: [{ id: monthly, keep: null }] });
    expect(plain.snapshots.filter(({ keep }) => keep).map(({ snapshotId }) => snapshotId)).toEqual([newest]);

    const [runId] = (await services.retention.prune({ plan: planId })).runIds;
    for await (const event of services.runs.watch({ run: runId ?? '' }))
      if (event.type === 'ended') expect(event.run.outcome).toBe('succeeded');
    const { items } = await services.audit.list({ action: 'prune', limit: 1 });
    expect(items[0]?.details.planned?.schedules).toEqual([
      expect.stringMatching(/^every month on the 1st .*: the last 2$/),
    ]);
    const known = (await services.plans.get({ plan: planId })).plan.schedules;
    const schedules = known.map((schedule) => ({ ...schedule, keep: none }));
    await expect(services.plans.edit({ plan: planId, changes: { schedules } })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
  expect(real.catalogue.snapshots.list().map(({ id }) => id)).toEqual([newest, third, second]);
});

test('where the plan keeps everything, what goes by a schedule’s own policy still goes by itself after a backup', async () => {
  const row = real.catalogue.plans.get(planId);
  if (row) real.catalogue.plans.put({ ...row.plan, keep: null });
  for (const scheduleId of [monthly, monthly, monthly, undefined]) {
    change();
    await backUp(scheduleId);
  }
  change();
  await engine(async ({ services }) => {
    const { runId } = await services.runs.backup({ plan: planId, fullChecksum: false });
    for await (const event of services.runs.watch({ run: runId }))
      if (event.type === 'ended') expect(event.run.outcome).toBe('succeeded');
  });
  expect(real.catalogue.snapshots.list().map(({ begunBy: by }) => by[0])).toEqual([null, null, monthly, monthly]);
});
