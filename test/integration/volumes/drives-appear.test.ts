import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planDraftSchema } from '#shared/domain/plan.ts';
import type { DriveRules, VolumeEvent } from '#shared/domain/volume.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { createDrive, type Drive, isMounted } from '../../helpers/drive.ts';
import { eventually } from '../../helpers/eventually.ts';
import { quietPorts } from '../../helpers/quiet-ports.ts';
import { look } from '../../helpers/scheduled-home.ts';
import { canMount } from '../../helpers/volumes.ts';

/** Drives are looked at every two seconds: who is away for less may not be missed, whatever comes in its place. */
const lookedAtMs = 2500;

let folder: string;
let drive: Drive;
let engine: Engine;
let planId: string;
let repository: string;
/** The clock is set by so much, and the computer has been on for it. */
let aheadMs: number;

const services = () => engine.services;
const open = async (): Promise<void> => {
  const ports = quietPorts();
  const clock = { now: () => Date.now() + aheadMs };
  const machine = { ...ports.machine, uptimeMs: () => ports.machine.uptimeMs() + aheadMs };
  const home = path.join(folder, 'home');
  engine = await createEngine({ home, owner: 'host', ports: { ...ports, clock, machine } });
};

describe.runIf(canMount)('a drive that comes and goes', () => {
  beforeEach(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-drives-')));
    drive = createDrive(path.join(folder, 'image'), path.join(folder, 'drive'));
    aheadMs = 0;
    fs.mkdirSync(path.join(folder, 'papers'));
    fs.writeFileSync(path.join(folder, 'papers', 'letter'), 'hello');
    await open();
    await services().settings.set({ keepFreeBytes: 0 });
    repository = path.join(drive.place, 'backups');
    await services().repositories.create({ path: repository });
  });
  afterEach(async () => {
    await engine.close();
    drive.close();
    fs.rmSync(folder, { recursive: true });
  });

  const makePlan = async (rules: Partial<DriveRules>, more: Record<string, unknown> = {}): Promise<void> => {
    const asked = { name: 'Papers', repository, folders: [path.join(folder, 'papers')], drive: rules, ...more };
    planId = (await services().plans.create(planDraftSchema.parse(asked))).plan.id;
  };
  const rules = async (changes: Partial<DriveRules>): Promise<void> => {
    const { plan } = await services().plans.get({ plan: planId });
    await services().plans.edit({ plan: planId, changes: { drive: { ...plan.drive, ...changes } } });
  };
  const events = async (): Promise<readonly VolumeEvent[]> => (await services().volumes.log({ limit: 100 })).items;
  const told = async (): Promise<readonly string[]> =>
    (await events()).map(({ decision, outcome }) => (outcome === null ? decision : `${decision} ${outcome}`));
  const untilTold = (...newestFirst: readonly string[]) =>
    eventually(async () => (await told()).slice(0, newestFirst.length).join() === newestFirst.join());
  const isThere = async (): Promise<boolean> => (await services().volumes.list(undefined))[0]?.present ?? false;
  /** Until the engine has seen that it is gone: who looks every two seconds misses what is shorter. */
  const untilMissed = async (since: number): Promise<void> => {
    await drive.released();
    await eventually(async () => {
      const [status] = await services().volumes.list(undefined);
      return status?.present === false && Date.parse(status.seenAt ?? '') >= since;
    });
  };
  const pull = async (): Promise<void> => {
    const at = Date.now();
    drive.pull();
    await untilMissed(at);
  };
  const backUp = async (): Promise<void> => {
    const { runId } = await services().runs.backup({ plan: planId, fullChecksum: false });
    for await (const event of services().runs.watch({ run: runId })) if (event.type === 'ended') return;
  };

  test('is backed up to when it appears, if that is due, and each time it is told why or why not', async () => {
    await makePlan({ onConnect: { minHours: 0 } });
    expect(await told()).toEqual([]);
    await pull();
    expect(await isThere()).toBe(false);
    drive.plug();
    await untilTold('started succeeded');
    const [started] = await events();
    expect(started).toMatchObject({ planId, planName: 'Papers', repositoryPath: repository, problem: null });
    expect((await services().runs.list({ limit: 10 })).items.map(({ id }) => id)).toEqual([started?.runId]);

    await pull();
    await rules({ onConnect: { minHours: 6 } });
    drive.plug();
    await untilTold('not-due');
    const [notDue] = await events();
    expect(Date.parse(notDue?.lastGoodAt ?? '')).toBeLessThan(Date.parse(notDue?.at ?? ''));

    await pull();
    await rules({ onConnect: { minHours: 0 } });
    await services().schedules.pause({ until: null });
    drive.plug();
    await untilTold('paused');
    await services().schedules.resume(undefined);

    await pull();
    await rules({ onConnect: null });
    drive.plug();
    await untilTold('idle');
    expect(await told()).toEqual(['idle', 'paused', 'not-due', 'started succeeded']);
    const [volume] = await services().volumes.list(undefined);
    expect(volume).toMatchObject({ present: true, held: null, abilities: { hardLinks: true, caseSensitive: true } });
    expect(volume?.volume).toMatchObject({ name: 'drive', fileSystem: 'ext4', mountPoint: drive.place });
    expect(Date.parse(volume?.since ?? '')).toBeLessThanOrEqual(Date.now());
  });

  test('what stands in its place is named, and left alone', async () => {
    await makePlan({ onConnect: { minHours: 0 } });
    await backUp();
    await pull();
    const names = () => fs.readdirSync(drive.place, { recursive: true, encoding: 'utf8' }).toSorted();
    const takeAway = drive.replace((place) => fs.writeFileSync(path.join(place, 'music'), ''));
    await untilTold('no-repository');
    expect(names()).toEqual(['music']);
    takeAway();
    await delay(lookedAtMs);
    const takeOther = drive.replace((place) => {
      fs.mkdirSync(path.join(place, 'backups'));
      const marker = { format: 1, id: crypto.randomUUID(), createdAt: '2026-11-01T00:00:00.000Z' };
      fs.writeFileSync(path.join(place, 'backups', 'holdfast-repository.json'), JSON.stringify(marker));
    });
    await untilTold('other-repository', 'no-repository');
    expect((await events())[0]?.problem).toContain('holds another repository');
    expect(names()).toEqual(['backups', 'backups/holdfast-repository.json']);
    takeOther();
    await delay(lookedAtMs);
    execFileSync('mount', ['-o', 'loop,ro', path.join(folder, 'image'), drive.place]);
    await untilTold('read-only', 'other-repository', 'no-repository');
    expect((await services().runs.list({ limit: 10 })).items).toHaveLength(1);
  });

  test('what a schedule was waiting for starts at once', async () => {
    await makePlan({}, { schedules: [{ every: { kind: 'daily', at: '03:00' }, timeZone: 'UTC' }] });
    await pull();
    aheadMs = 24 * 3_600_000;
    await eventually(async () => {
      await look(services());
      return (await services().plans.get({ plan: planId })).waitingFor === 'volume-away';
    });
    drive.plug();
    await untilTold('scheduled succeeded');
  });

  test('one that was plugged in while nothing of Holdfast ran has appeared, one that stayed has not', async () => {
    await makePlan({ onConnect: { minHours: 0 } });
    await pull();
    drive.plug();
    await untilTold('started succeeded');
    await engine.close();
    await open();
    await look(services());
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await told()).toEqual(['started succeeded']);
    await engine.close();
    drive.pull();
    await drive.released();
    // Another mounting before it, so that the kernel gives this one another number.
    const takeAway = drive.replace(() => undefined);
    execFileSync('mount', ['-o', 'loop', path.join(folder, 'image'), drive.place]);
    await open();
    await untilTold('started succeeded', 'started succeeded');
    await engine.close();
    drive.pull();
    takeAway();
    await open();
  });

  test('is let go of after what was started by itself, and only then', async () => {
    await makePlan({ onConnect: { minHours: 0 }, afterwards: 'unmount' });
    await backUp();
    await look(services());
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(isMounted(drive.place)).toBe(true);
    await pull();
    drive.plug();
    await untilTold('started succeeded');
    const run = (await events())[0]?.runId ?? '';
    // Somebody works on it.
    const held = fs.openSync(path.join(repository, 'holdfast-repository.json'), 'r');
    await eventually(async () => {
      await look(services());
      return (await told())[0]?.startsWith('not-unmounted') ?? false;
    });
    expect((await events())[0]).toMatchObject({ runId: run, problem: expect.stringContaining('Something still uses') });
    expect((await services().runs.get({ run })).outcome).toBe('succeeded');
    expect((await services().runs.log({ run, from: 0 })).lines.at(-1)).toContain('Something still uses the drive');
    fs.closeSync(held);
    // It is not tried again and again: whoever had it open unplugs it, or the next backup tries.
    await look(services());
    const at = Date.now();
    await services().volumes.unmount({ repository });
    expect(isMounted(drive.place)).toBe(false);

    await untilMissed(at);
    drive.plug();
    await eventually(async () => {
      await look(services());
      return (await told())[0] === 'unmounted succeeded';
    });
    expect(isMounted(drive.place)).toBe(false);
    expect((await told())[1]).toBe('started succeeded');
    const [{ runId }] = (await events()) as [VolumeEvent];
    expect((await services().runs.log({ run: runId ?? '', from: 0 })).lines.at(-1)).toContain('was unmounted');
  });

  test('is unmounted when asked, but never one that is needed', async () => {
    await makePlan({});
    await eventually(async () => (await services().volumes.list(undefined))[0]?.since !== null);
    const file = fs.openSync(path.join(repository, 'holdfast-repository.json'), 'r');
    await expect(services().volumes.unmount({ repository })).rejects.toMatchObject({ code: 'volume-in-use' });
    fs.closeSync(file);
    const status = await services().volumes.unmount({ repository });
    expect(status).toMatchObject({ present: false, repository: { state: 'missing' }, volume: { name: 'drive' } });
    expect(isMounted(drive.place)).toBe(false);
    await expect(services().volumes.unmount({ repository })).rejects.toMatchObject({ code: 'destination-missing' });
    const onSystem = await services().repositories.create({ path: path.join(folder, 'here') });
    await expect(services().volumes.unmount({ repository: onSystem.id })).rejects.toMatchObject({
      ...{ code: 'volume-not-unmounted', details: { reason: expect.stringMatching(/system needs it|its settings/) } },
    });
    expect(await told()).toEqual(['not-unmounted', 'unmounted', 'not-unmounted']);
  });

  test('has a reserve of its own where one is set', async () => {
    await makePlan({});
    const status = await services().volumes.reserve({ repository, keepFreeBytes: 1 << 30 });
    expect(status).toMatchObject({ keepFreeBytes: 1 << 30, ownKeepFreeBytes: 1 << 30 });
    await backUp();
    expect((await services().plans.get({ plan: planId })).lastError).toContain('not enough space');
    await services().volumes.reserve({ repository, keepFreeBytes: null });
    await backUp();
    expect((await services().plans.get({ plan: planId })).lastOutcome).toBe('succeeded');
    const { items } = await services().audit.list({ action: 'settings-change', limit: 10 });
    expect(items.map(({ subject }) => subject).filter((subject) => subject === repository)).toHaveLength(2);
  });
});
