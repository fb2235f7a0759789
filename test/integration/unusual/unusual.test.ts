import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { endedRun } from '../../helpers/ended-run.ts';
import { eventually } from '../../helpers/eventually.ts';
import { withEngine } from '../../helpers/with-engine.ts';

const onlyNewest = { last: 1, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
const count = 1000;

let home: BackupHome;
const services = () => home.engine.services;
const text = (at: number) => `Page ${at}\n${'All work and no play makes a dull boy. '.repeat(20 + (at % 7))}\n`;
const place = (at: number) => path.join(home.source, `letters ${at % 10}`, `page ${at}.txt`);
const places = Array.from({ length: count }, (_, at) => at);

beforeEach(async () => {
  home = await openBackupHome();
  for (let folder = 0; folder < 10; folder += 1) fs.mkdirSync(path.join(home.source, `letters ${folder}`));
  for (const at of places) fs.writeFileSync(place(at), text(at));
  await home.addPlan({ keep: onlyNewest });
});
afterEach(() => home.close());

/** As a program does that wants a ransom. */
function encrypt(numbers: readonly number[]): void {
  for (const at of numbers) {
    fs.writeFileSync(`${place(at)}.locked`, crypto.randomBytes(fs.statSync(place(at)).size));
    fs.rmSync(place(at));
  }
}

const status = async () => (await services().plans.list(undefined))[0];
const planId = async () => (await status())?.plan.id ?? '';
const details = async () => services().unusual.details({ plan: await planId() });
const answer = async (said: 'mine' | 'restored') => services().unusual.answer({ plan: await planId(), answer: said });
const preview = async () => services().retention.preview({ plan: await planId() });
const alarmed = async () => (await status())?.unusual !== null;

describe('a folder that was encrypted', () => {
  it('alarms, keeps every snapshot, and shows what happened; once somebody says that it was meant, old snapshots go', async () => {
    await home.backUp();
    fs.appendFileSync(place(0), 'One more line.\n');
    expect((await home.backUp()).outcome).toBe('succeeded');
    encrypt(places);
    const run = await home.backUp();
    expect(run).toMatchObject({ outcome: 'succeeded-with-warnings', warningCount: 1 });
    expect(run.warnings[0]).toMatchObject({ code: 'unusual-change', path: home.source });
    expect(run.warnings[0]?.message).toContain('1,000 of 1,000 files (100 %) were changed or deleted');

    expect(await status()).toMatchObject({
      ...{ state: 'unusual', unusual: { files: 1000, changed: 0, removed: 1000 } },
    });
    const frozen = await preview();
    expect(frozen.frozen).toBe('unusual');
    expect(frozen.snapshots.map(({ keep }) => keep)).toEqual([true, true, true]);
    expect(frozen.snapshots[1]?.reasons).toEqual([{ kind: 'plan-unusual' }]);
    expect(await services().retention.prune({ plan: await planId() })).toEqual({ runIds: [] });

    const found = await details();
    expect(found).toMatchObject({
      ...{ changed: 0, removed: 1000, added: 1000, renamed: { ending: 'locked', files: 1000 } },
      sampled: { files: 64, scrambled: 64 },
      types: expect.arrayContaining([
        { ending: 'txt', lost: 1000, added: 0 },
        { ending: 'locked', lost: 0, added: 1000 },
      ]),
    });
    expect(found?.folders).toHaveLength(8);
    expect(found?.folders[0]).toEqual({ path: path.join(home.source, 'letters 0'), files: 100 });
    expect(found?.examples.removed).toHaveLength(5);
    expect(found?.change).toMatchObject({ planName: 'Plan 1', restoredAt: null });
    expect(found?.change.before?.name).toBe(path.basename(home.snapshots()[1] ?? ''));
    expect(await services().unusual.list(undefined)).toEqual([found?.change]);

    await answer('mine');
    expect(await alarmed()).toBe(false);
    expect(await details()).toBeNull();
    await expect(answer('mine')).rejects.toMatchObject({ code: 'nothing-unusual' });
    const { items } = await services().audit.list({ action: 'unusual-answer', limit: 5 });
    expect(items).toMatchObject([{ details: { order: { answer: 'mine', removed: 1000 } }, planName: 'Plan 1' }]);
    const [runId] = (await services().retention.prune({ plan: await planId() })).runIds;
    await endedRun(home.engine, runId ?? '');
    expect(home.snapshots()).toHaveLength(1);
  });

  it('is answered in a window: what the plan no longer keeps goes at once', async () => {
    await home.backUp();
    encrypt(places);
    await home.backUp();
    await home.engine.close();
    await withEngine(home.home, 'host', Date.now, async ({ services: host }) => {
      // By itself nothing goes as long as nobody has answered.
      await host.unusual.answer({ plan: (await host.plans.list(undefined))[0]?.plan.id ?? '', answer: 'mine' });
      await eventually(() => home.snapshots().length === 1);
    });
    home = await openBackupHome({ folder: home.folder, again: true });
    expect(home.snapshots()).toHaveLength(1);
  });

  it('alarms at once again while it goes on, from the snapshot before all of it', async () => {
    await home.backUp();
    encrypt(places.slice(0, 500));
    await home.backUp();
    encrypt(places.slice(500));
    await home.backUp();
    const found = await details();
    expect(found?.removed).toBe(1000);
    expect(found?.change.before?.name).toBe(path.basename(home.snapshots()[0] ?? ''));
    expect(found?.change.first).not.toEqual(found?.change.last);
  });

  it('is put right by a restore, which raises no alarm of its own', async () => {
    await home.backUp();
    encrypt(places);
    await home.backUp();
    const found = await details();
    for (const at of places) fs.rmSync(`${place(at)}.locked`);
    for (const at of places) fs.writeFileSync(place(at), text(at));
    const run = await home.backUp();
    expect(run.outcome).toBe('succeeded');
    expect(found?.change.restoredAt).toBeNull();
    expect(await alarmed()).toBe(true);
    await answer('restored');
    expect(await alarmed()).toBe(false);
    expect((await preview()).frozen).toBeNull();
  });

  it('is still known after the catalogue was rebuilt, and so is the answer', async () => {
    await home.backUp();
    encrypt(places);
    await home.backUp();
    const rebuild = async () => endedRun(home.engine, (await services().repositories.rebuild({})).runId);
    expect((await rebuild()).outcome).toBe('succeeded');
    expect(await alarmed()).toBe(true);
    expect((await preview()).frozen).toBe('unusual');
    await answer('mine');
    await rebuild();
    expect(await alarmed()).toBe(false);
  });
});

describe('no alarm', () => {
  it('is raised by a normal week, but by what comes after it', async () => {
    for (let day = 0; day < 7; day += 1) {
      for (let at = day; at < 60; at += 7) fs.appendFileSync(place(at), `Day ${day}\n`);
      fs.writeFileSync(path.join(home.source, `day ${day}.txt`), text(day));
      fs.rmSync(place(900 + day));
      expect((await home.backUp()).outcome).toBe('succeeded');
    }
    encrypt(places.slice(0, 600));
    const run = await home.backUp();
    expect(run.warnings[0]?.message).toContain('600 of 1,000 files (60 %) were changed or deleted');
    expect(run.warnings[0]?.message).toContain('(usually under 1 %)');
  });

  it('is raised where everything is renamed, moved, touched or gets other rights: nothing of it is lost', async () => {
    await home.backUp();
    fs.renameSync(path.join(home.source, 'letters 0'), path.join(home.source, 'post'));
    for (const at of places.filter((one) => one % 10 !== 0)) {
      if (at % 3 === 0) fs.renameSync(place(at), `${place(at)}.old`);
      else if (at % 3 === 1) fs.utimesSync(place(at), 1, 1);
      else fs.chmodSync(place(at), 0o600);
    }
    const run = await home.backUp();
    expect(run.outcome).toBe('succeeded');
    expect(run.result).toMatchObject({ files: { lost: 0 } });
  });

  it('is raised by what the plan leaves out from now on, or by a folder that is no longer its own', async () => {
    const other = home.at('other');
    fs.mkdirSync(other);
    fs.writeFileSync(path.join(other, 'file'), 'text');
    await services().plans.edit({ plan: await planId(), changes: { folders: [home.source, other] } });
    await home.backUp();
    const exclusions = {
      patterns: ['letters 1'],
      caches: false,
      ifPresent: [],
      largerThan: null,
      oneFileSystem: false,
    };
    await services().plans.edit({
      plan: await planId(),
      changes: { exclusions: { ...exclusions, patterns: Array.from({ length: 6 }, (_, at) => `letters ${at}`) } },
    });
    expect((await home.backUp()).outcome).toBe('succeeded');
    await services().plans.edit({ plan: await planId(), changes: { exclusions, folders: [other] } });
    await home.backUp();
    expect(await alarmed()).toBe(false);
  });

  it('is raised where emptiness was accepted', async () => {
    await home.backUp();
    fs.rmSync(home.source, { recursive: true });
    fs.mkdirSync(home.source);
    await services().plans.edit({ plan: await planId(), changes: { acceptEmpty: true } });
    expect((await home.backUp()).outcome).toBe('succeeded');
  });
});
