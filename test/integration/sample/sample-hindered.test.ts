import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { isServed, openSampleHome, type SampleHome, serverFolder } from '../../helpers/sample-home.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';

let opened: SampleHome;

beforeEach(async () => {
  opened = await openSampleHome();
});
afterEach(() => opened.close());

async function expectNothing({ engine, home }: SampleHome): Promise<void> {
  expect(fs.existsSync(path.join(home, 'sample'))).toBe(false);
  expect(await engine.services.plans.list(undefined)).toEqual([]);
  expect(await engine.services.repositories.list(undefined)).toEqual([]);
  expect((await engine.services.runs.list({ limit: 10 })).items).toEqual([]);
}

test.each(['database', 'backup', 'proof'])('removed while it is being made (%s): nothing stays', async (step) => {
  const { sample } = opened;
  const making = opened.make().then(
    () => 'made',
    (error: { code?: string }) => error.code,
  );
  await eventually(async () => (await sample.status(undefined)).step === step);
  const server = serverFolder(opened.home);
  expect(await opened.remove()).toMatchObject({ state: 'none' });
  expect(await making).toBe('cancelled');
  await expectNothing(opened);
  if (server !== undefined) expect([isServed(server), fs.existsSync(server)]).toEqual([false, false]);
});

const script = fileURLToPath(new URL('../../fixtures/make-sample.ts', import.meta.url));

/** Makes sample data in another process and kills that once it has said so. */
async function killAt(home: string, said: string): Promise<void> {
  const child = spawn(process.execPath, [script, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(said)) continue;
    process.kill(Number(child.pid), 'SIGKILL');
    break;
  }
  await ended;
}

test.each(['database', 'changes', 'made'])(
  'killed in the middle (%s) it is told of, and removed as a whole',
  async (step) => {
    const { home, folder } = opened;
    await opened.engine.close();
    await killAt(home, step);
    const server = serverFolder(home);
    opened = await openSampleHome({ folder });
    const { state } = await opened.sample.status(undefined);
    expect(state).toBe(step === 'made' ? 'ready' : 'unfinished');
    // Made anew, what is left of the first goes before.
    if (step === 'changes') expect(await opened.make()).toMatchObject({ state: 'ready' });
    expect(await opened.remove()).toMatchObject({ state: 'none' });
    await expectNothing(opened);
    if (server !== undefined) expect([isServed(server), fs.existsSync(server)]).toEqual([false, false]);
  },
);

test('an engine that stays has the server running and ends it with itself; what somebody put beside it all stays', async () => {
  const { home, folder } = opened;
  await opened.make();
  const server = serverFolder(home) ?? '';
  await opened.engine.close();
  expect(isServed(server)).toBe(false);
  opened = await openSampleHome({ folder, owner: 'host' });
  await eventually(() => isServed(server));
  const { plans, databases } = opened.engine.services;
  const [status] = await plans.list(undefined);
  const [source] = status?.plan.databases ?? [];
  if (!source) throw new Error('it has no database');
  expect(await databases.test({ source, plan: status?.plan.id })).toMatchObject({ problems: [] });
  const own = path.join(home, 'sample', 'thesis.txt');
  fs.writeFileSync(own, 'years of work');
  await opened.remove();
  expect(isServed(server)).toBe(false);
  expect(fs.readdirSync(path.dirname(own))).toEqual(['thesis.txt']);
  await opened.engine.close();
  opened = await openSampleHome();
});

test('a folder of that name that is somebody’s own is left alone', async () => {
  const own = path.join(opened.home, 'sample', 'thesis.txt');
  fs.mkdirSync(path.dirname(own));
  fs.writeFileSync(own, 'years of work');
  expect(await opened.sample.status(undefined)).toMatchObject({ state: 'none' });
  await expect(opened.make()).rejects.toMatchObject({ code: 'sample-foreign' });
  await expect(opened.remove()).rejects.toMatchObject({ code: 'sample-foreign' });
  expect(fs.readFileSync(own, 'utf8')).toBe('years of work');
});

describe.runIf(canMount)('on a full disk', () => {
  test.each([
    ['too small from the start', 'size=40m', 1],
    ['that gets full on the way', 'size=170m', 165],
  ])('%s it says so, and nothing stays', async (_name, size, fillMb) => {
    const { folder } = opened;
    await opened.engine.close();
    const home = path.join(folder, 'home');
    fs.rmSync(home, { recursive: true });
    mountTmpfs(home, size);
    try {
      opened = await openSampleHome({ folder });
      await opened.engine.services.settings.set({ keepFreeBytes: 0 });
      const making = opened.make();
      if (fillMb > 1) fillUp(path.join(home, 'ballast'), fillMb);
      await expect(making).rejects.toMatchObject({ code: 'sample-full' });
      fs.rmSync(path.join(home, 'ballast'), { force: true });
      await expectNothing(opened);
      await opened.engine.close();
    } finally {
      unmount(home);
    }
    opened = await openSampleHome();
  });
});

/** Writes until there is no more room, or so much is there. */
function fillUp(file: string, megabytes: number): void {
  const handle = fs.openSync(file, 'w');
  try {
    for (let at = 0; at < megabytes; at += 1) fs.writeSync(handle, Buffer.alloc(1 << 20, 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    fs.closeSync(handle);
  }
}
