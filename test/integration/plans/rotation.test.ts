import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { openTurningHome, type TurningHome } from '../../helpers/turning-drives.ts';
import { canMount } from '../../helpers/volumes.ts';

let turns: TurningHome;

afterEach(() => turns.close());

const write = (content: string, name = 'file'): void => fs.writeFileSync(`${turns.home.source}/${name}`, content);
const outcome = (run: RunDetail) => ({ outcome: run.outcome, code: run.error?.code });

/** Backs up another content each time. */
async function makeSnapshots(...contents: readonly string[]): Promise<void> {
  for (const content of contents) {
    write(content);
    expect(outcome(await turns.backUp())).toEqual({ outcome: 'succeeded', code: undefined });
  }
}

async function ended(runId: string): Promise<RunDetail> {
  for await (const event of turns.home.engine.services.runs.watch({ run: runId })) {
    if (event.type === 'ended') return event.run;
  }
  throw new Error('the run ended without a word');
}

async function connect(path: string): Promise<RunDetail> {
  return ended((await turns.home.engine.services.repositories.connect({ path })).runId);
}

/** What each snapshot holds, newest first. */
async function contents(): Promise<string[]> {
  const { snapshots } = turns.home.engine.services;
  const all = await snapshots.list({ plan: 'Plan 1' });
  const path = `${turns.home.source}/file`;
  return Promise.all(
    all.map(async ({ id }) => {
      const content = await snapshots.content({ snapshot: id, path }).catch(({ code }: { code: string }) => code);
      return typeof content === 'string' ? content : content.kind === 'text' ? content.text : content.kind;
    }),
  );
}

describe.runIf(canMount)('a plan whose drives take turns', () => {
  test('goes to the drive whose last copy is oldest where both are there, and each has a history of its own', async () => {
    turns = await openTurningHome();
    await makeSnapshots('1', '2', '3', '4');
    expect(await turns.listed()).toEqual(['red there', 'blue there', 'red there', 'blue there']);
    const { snapshots } = turns.home.engine.services;
    const sequences = (await snapshots.list({ plan: 'Plan 1' })).map(({ sequence }) => sequence);
    expect(sequences).toEqual([2, 2, 1, 1]);
    expect(await contents()).toEqual(['4', '3', '2', '1']);
    // What was not changed is confirmed on the drive whose turn it is.
    expect((await turns.backUp()).result).toMatchObject({ unchanged: false });
    expect((await turns.backUp()).result).toMatchObject({ unchanged: true });
    expect(await turns.listed()).toHaveLength(5);
    await expectSound(turns.home.home);
  });

  test('goes to the one that is there; with none it is skipped, and the status tells which one to connect', async () => {
    turns = await openTurningHome();
    const { red, blue } = turns;
    await turns.plug(blue);
    await makeSnapshots('1', '2');
    expect(await turns.listed()).toEqual(['blue there', 'blue there']);
    await turns.plug();
    expect(outcome(await turns.backUp())).toEqual({ outcome: 'skipped', code: 'destination-missing' });
    expect(fs.readdirSync(red.place)).toEqual([]);
    const status = await turns.status();
    expect(status).toMatchObject({
      state: 'unavailable',
      repositoryPath: red.repository,
      repositoryAvailable: false,
      snapshots: 2,
      places: [
        { path: red.repository, available: false, lastGoodAt: null, snapshots: 0 },
        { path: blue.repository, available: false, snapshots: 2 },
      ],
    });
    expect(status.lastGoodAt).toBe(status.places[1]?.lastGoodAt);
    // Browsing needs no drive; what it does need is named.
    const { snapshots } = turns.home.engine.services;
    const path = `${turns.home.source}/file`;
    expect(await snapshots.entry({ snapshot: 'Plan 1/latest', path })).toMatchObject({ size: 1 });
    await expect(snapshots.locate({ snapshot: 'Plan 1/latest', path })).rejects.toMatchObject({
      code: 'destination-missing',
      details: { path: blue.repository },
    });
    await turns.plug(red);
    await makeSnapshots('3');
    expect(await turns.listed()).toEqual(['blue away', 'blue away', 'red there']);
  });

  test('keeps two drives apart that are swapped in one place', async () => {
    turns = await openTurningHome({ same: true });
    const { red, blue } = turns;
    await makeSnapshots('1', '2');
    await turns.plug(red);
    await makeSnapshots('3', '4');
    await turns.plug(blue);
    await makeSnapshots('5');
    expect(await turns.listed()).toEqual(['drive there', 'drive there', 'drive away', 'drive away', 'drive there']);
    const { snapshots } = turns.home.engine.services;
    const [newest, , , second] = await snapshots.list({ plan: 'Plan 1' });
    expect(newest?.repositoryId).toBe(second?.repositoryId);
    expect((await turns.status()).places.map((place) => [place.snapshots, place.available])).toEqual([
      [2, false],
      [3, true],
    ]);
    // By its path the one is meant that is there.
    expect(outcome(await turns.backUp(red.repository))).toMatchObject({ outcome: 'succeeded' });
    expect((await turns.status()).places.map((place) => place.snapshots)).toEqual([2, 3]);
    await turns.plug(red);
    const away = 'destination-wrong-volume';
    expect(await contents()).toEqual([away, '4', '3', away, away]);
  });

  test('a drive that is taken out keeps its snapshots, which can be browsed, and is never written again', async () => {
    turns = await openTurningHome();
    const { red, blue } = turns;
    await makeSnapshots('1', '2');
    const { plans, runs, retention, snapshots } = turns.home.engine.services;
    const ids = (await turns.status()).plan.rotation;
    await plans.edit({ plan: 'Plan 1', changes: { repositories: [blue.repository], keep: keepOne } });
    await makeSnapshots('3', '4');
    expect(await turns.listed()).toEqual(['red there', 'blue there', 'blue there', 'blue there']);
    expect((await turns.status()).places).toMatchObject([
      { path: blue.repository, inRotation: true, snapshots: 3 },
      { path: red.repository, inRotation: false, snapshots: 1, longAgo: false },
    ]);
    const asked = { plan: 'Plan 1', fullChecksum: false, repository: red.repository };
    await expect(runs.backup(asked)).rejects.toMatchObject({ code: 'invalid-input' });
    // Its snapshots are kept whatever the policy says.
    const { snapshots: judged } = await retention.preview({ plan: 'Plan 1' });
    expect(judged.map(({ keep, repositoryPath }) => [keep, repositoryPath])).toEqual([
      [true, blue.repository],
      [false, blue.repository],
      [false, blue.repository],
    ]);
    for (const runId of (await retention.prune({ plan: 'Plan 1' })).runIds) await ended(runId);
    expect(await turns.listed()).toEqual(['red there', 'blue there']);
    expect((await snapshots.history({ path: `${turns.home.source}/file` })).map((one) => one.repositoryPath)).toEqual([
      blue.repository,
      red.repository,
    ]);
    await plans.edit({ plan: 'Plan 1', changes: { repositories: [...ids] } });
    await makeSnapshots('5');
    expect(await turns.listed()).toEqual(['red there', 'blue there', 'red there']);
    await expectSound(turns.home.home);
  });

  test('what a policy lets go of goes from each drive when it is there', async () => {
    turns = await openTurningHome();
    const { red, blue } = turns;
    await makeSnapshots('1', '2', '3', '4');
    const { plans, retention } = turns.home.engine.services;
    await plans.edit({ plan: 'Plan 1', changes: { keep: keepOne } });
    await turns.plug(red);
    const { snapshots } = await retention.preview({ plan: 'Plan 1' });
    expect(snapshots.map(({ keep, repositoryPath }) => [repositoryPath, keep])).toEqual([
      [blue.repository, true],
      [red.repository, true],
      [blue.repository, false],
      [red.repository, false],
    ]);
    const { runIds } = await retention.prune({ plan: 'Plan 1' });
    expect(runIds).toHaveLength(1);
    expect(outcome(await ended(runIds[0] ?? ''))).toMatchObject({ outcome: 'succeeded' });
    expect(await turns.listed()).toEqual(['blue away', 'red there', 'blue away']);
    await turns.plug(blue);
    const { runIds: others } = await retention.prune({ plan: 'Plan 1' });
    expect(others).toHaveLength(1);
    await ended(others[0] ?? '');
    expect(await turns.listed()).toEqual(['red away', 'blue there']);
    await turns.plug(red, blue);
    await expectSound(turns.home.home);
  });

  test('search, history and what a folder lost unite the drives, and name them', async () => {
    turns = await openTurningHome();
    const { red, blue } = turns;
    write('only red', 'on-red');
    await makeSnapshots('1');
    fs.rmSync(`${turns.home.source}/on-red`);
    write('only blue', 'on-blue');
    await makeSnapshots('2', '3');
    fs.rmSync(`${turns.home.source}/on-blue`);
    await turns.plug();
    const { snapshots } = turns.home.engine.services;
    const page = { plan: 'Plan 1', limit: 10 };
    const found = await snapshots.find({ pattern: 'on-', state: 'any', ...page });
    expect(found.items.map((one) => [one.name, one.repositoryPath]).sort()).toEqual([
      ['on-blue', blue.repository],
      ['on-blue', red.repository],
      ['on-red', red.repository],
    ]);
    const history = await snapshots.history({ path: `${turns.home.source}/file` });
    expect(history.map((one) => one.repositoryPath)).toEqual([red.repository, blue.repository, red.repository]);
    const lost: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const { items, next } = await snapshots.deletedIn({ ...page, path: turns.home.source, after, limit: 1 });
      lost.push(...items.map(({ name, repositoryPath }) => `${name} ${repositoryPath}`));
      [after, more] = [next ?? undefined, next !== null];
    }
    expect(lost).toEqual([`on-blue ${red.repository}`, `on-red ${red.repository}`]);
  });

  test('a plan that is removed is forgotten on all drives, and comes back with each of them', async () => {
    turns = await openTurningHome();
    const { red, blue } = turns;
    await makeSnapshots('1', '2', '3');
    const before = await turns.status();
    await turns.home.engine.services.plans.remove({ plan: 'Plan 1' });
    expect(await turns.home.engine.services.snapshots.list({})).toEqual([]);
    await connect(blue.repository);
    expect(await turns.listed()).toEqual(['blue there']);
    // The drive that is not connected again yet is remembered as one that takes its turn.
    expect((await turns.status()).plan.rotation).toEqual(before.plan.rotation);
    expect((await turns.status()).places).toHaveLength(1);
    await connect(red.repository);
    expect(await turns.listed()).toEqual(['red there', 'blue there', 'red there']);
    expect((await turns.status()).places.map(({ path }) => path)).toEqual([red.repository, blue.repository]);
    await makeSnapshots('4');
    expect(await contents()).toEqual(['4', '3', '2', '1']);
    await expectSound(turns.home.home);
  });

  test.each(['red', 'blue'] as const)(
    'a home that was lost is read again from both drives, %s first',
    async (first) => {
      turns = await openTurningHome();
      const { red, blue } = turns;
      await makeSnapshots('1', '2', '3');
      // The red drive does not hear of the folder that is added, nor of a drive that came and went.
      const extra = turns.home.at('extra');
      fs.mkdirSync(extra);
      fs.writeFileSync(`${extra}/more`, 'more');
      const folders = [turns.home.source, extra];
      await turns.home.engine.services.plans.edit({ plan: 'Plan 1', changes: { folders } });
      await turns.plug(blue);
      await makeSnapshots('4');
      const before = await turns.status();
      await turns.plug(red, blue);
      await turns.reopen(true);
      for (const drive of first === 'red' ? [red, blue] : [blue, red]) {
        expect((await connect(drive.repository)).warnings).toEqual([]);
      }
      const after = await turns.status();
      expect(after.plan).toEqual({ ...before.plan, schedules: [] });
      expect(after.places.map(({ path, snapshots, inRotation }) => [path, snapshots, inRotation])).toEqual([
        [red.repository, 2, true],
        [blue.repository, 2, true],
      ]);
      expect(await contents()).toEqual(['4', '3', '2', '1']);
      await makeSnapshots('5', '6');
      expect(await turns.listed()).toEqual(
        ['red', 'blue', 'red', 'blue', 'red', 'blue'].map((name) => `${name} there`),
      );
      await expectSound(turns.home.home);
    },
  );

  test('a drive that holds the plan already brings its snapshots along, and takes turns once it is added', async () => {
    turns = await openTurningHome();
    const { red, blue } = turns;
    await makeSnapshots('1', '2');
    // Another home knows the plan from the red drive alone, and has changed it.
    await turns.home.engine.services.plans.edit({ plan: 'Plan 1', changes: { repositories: [red.repository] } });
    await makeSnapshots('3');
    await turns.reopen(true);
    await connect(red.repository);
    await turns.home.engine.services.plans.edit({ plan: 'Plan 1', changes: { keep: keepOne } });
    expect((await connect(blue.repository)).warnings).toEqual([]);
    expect(await turns.listed()).toEqual(['red there', 'blue there', 'red there']);
    expect((await turns.status()).plan).toMatchObject({ keep: keepOne });
    expect((await turns.status()).places.map(({ inRotation }) => inRotation)).toEqual([true, false]);
    const repositories = [red.repository, blue.repository];
    await turns.home.engine.services.plans.edit({ plan: 'Plan 1', changes: { repositories } });
    await makeSnapshots('4');
    expect(await turns.listed()).toEqual(['red there', 'blue there', 'red there', 'blue there']);
    expect((await turns.status()).places.map(({ inRotation }) => inRotation)).toEqual([true, true]);
    await expectSound(turns.home.home);
  });

  test('a folder of snapshots that was copied from one drive to the other is left out, and said so', async () => {
    turns = await openTurningHome();
    const { red, blue } = turns;
    await makeSnapshots('1');
    // Names are seconds: the other drive's snapshot gets another one.
    await delay(1000);
    await makeSnapshots('2');
    const [plan] = fs.readdirSync(`${red.repository}/plans`);
    const [name = ''] = fs.readdirSync(`${red.repository}/plans/${plan}/snapshots`);
    const copy = `${blue.repository}/plans/${plan}/snapshots/${name}`;
    fs.cpSync(`${red.repository}/plans/${plan}/snapshots/${name}`, copy, { recursive: true });
    const { runId } = await turns.home.engine.services.repositories.rebuild({});
    const { warnings } = await ended(runId);
    expect(warnings.map(({ message }) => message)).toEqual([
      `${copy} was left out of the catalogue: it is a copy of ${name} in ${red.repository}.`,
    ]);
    expect(await turns.listed()).toEqual(['red there', 'blue there']);
  });

  test('only drives that it knows can be taken in, and the last one can’t be taken out', async () => {
    turns = await openTurningHome();
    const { plans } = turns.home.engine.services;
    const green = turns.drive('green');
    const edit = (repositories: string[]) => plans.edit({ plan: 'Plan 1', changes: { repositories } });
    await expect(edit([green.repository])).rejects.toMatchObject({ code: 'repository-not-found' });
    await turns.home.engine.services.repositories.create({ path: green.repository });
    await turns.plug(turns.red);
    await expect(edit([turns.red.repository, green.repository])).rejects.toMatchObject({
      code: 'destination-missing',
    });
    await turns.plug(turns.red, green);
    await edit([turns.red.repository, green.repository]);
    await makeSnapshots('1', '2');
    expect(await turns.listed()).toEqual(['red there', 'green there']);
    expect((await turns.status()).places.map(({ path }) => path)).toEqual([turns.red.repository, green.repository]);
  });
});

const keepOne = { last: 1, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
