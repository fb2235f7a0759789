import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { planDraftSchema } from '#shared/domain/plan.ts';
import type { Progress, Run } from '#shared/domain/run.ts';
import type { Services } from '../../../electron/engine/services.ts';
import { claimHome } from '../../../electron/host/claim-home.ts';
import { serveHome } from '../../../electron/host/serve-home.ts';
import { createElectronDouble } from '../../helpers/electron-double.ts';
import { createServicesDouble } from '../../helpers/services-double.ts';
import { createSilentLogger } from '../../helpers/silent-logger.ts';
import { createTrayDouble, ImageDouble } from '../../helpers/tray-double.ts';

let folder: string;
let electron: ReturnType<typeof createDouble>;
const closing: (() => void | Promise<void>)[] = [];

const createDouble = () => ({ ...createElectronDouble(), ...createTrayDouble() });
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-tray-'));
  electron = createDouble();
  vi.resetModules();
  vi.doMock('electron', () => electron);
  setPanel(true);
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/asked/through/gdbus');
  vi.stubEnv('PATH', `${at('bin')}:${process.env.PATH}`);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  vi.doUnmock('electron');
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Whether the desktop has a place for icons; where none is, Linux. */
function setPanel(there: boolean): void {
  mkdirSync(at('bin'), { recursive: true });
  writeFileSync(at('bin/gdbus'), `#!/bin/sh\necho '(${there},)'\n`);
  chmodSync(at('bin/gdbus'), 0o755);
}

async function show(services: Services | undefined, language: 'en' | 'de' = 'en') {
  const actions = { open: vi.fn(), quit: vi.fn() };
  const { showTray } = await import('../../../electron/main/show-tray.ts');
  const shown = showTray({ home: at('home'), services, language, actions });
  closing.push(() => shown?.close());
  return { shown, actions };
}

/** An engine that stays and is served to others. */
async function serve() {
  const ownership = await claimHome(at('home'));
  if (!('release' in ownership)) throw new Error('somebody has the home');
  const host = await serveHome({ ownership, home: at('home'), owner: 'host', logger: createSilentLogger() });
  closing.push(() => host.close());
  return host;
}

/** One with a plan of a folder. */
async function startEngine() {
  mkdirSync(at('papers'), { recursive: true });
  writeFileSync(at('papers/letter'), 'hello');
  const host = await serve();
  const { services } = host;
  const repository = await services.repositories.create({ path: at('drive') });
  const plain = { name: 'Tom & Jerry', repository: repository.id, folders: [at('papers')] };
  const schedules = [{ every: { kind: 'daily', at: '03:00' }, timeZone: 'UTC' }];
  await services.plans.create(planDraftSchema.parse({ ...plain, schedules }));
  return { host, services };
}

const inTime = (holds: () => void) => vi.waitFor(holds, { timeout: 60_000, interval: 50 });
const labels = () => electron.trays.at(-1)?.menu?.items.map(({ label }) => label) ?? [];
const click = (label: string) => {
  const item = electron.trays.at(-1)?.menu?.find(label);
  if (item === undefined) throw new Error(`“${label}” is not in the menu: ${labels().join(', ')}`);
  item.click();
};

test('the tray shows how an engine stands, and asks it for what is clicked', async () => {
  const { services } = await startEngine();
  const { shown, actions } = await show(services);
  await inTime(() => expect(labels()[0]).toBe('1 plan has never been backed up.'));
  const [tray] = electron.trays;
  expect(shown?.available).toBe(true);
  expect(tray?.image).toMatchObject({ path: expect.stringMatching(/tray\/linux\/attention\.png$/) });
  expect(tray?.image instanceof ImageDouble && tray.image.isEmpty()).toBe(false);
  expect(tray?.toolTip).toBe('Holdfast: 1 plan has never been backed up.\nNo good backup yet');

  click('Back up “Tom & Jerry” now');
  // The copy is good a moment before its run has ended.
  await inTime(() => expect(tray?.image).toMatchObject({ path: expect.stringMatching(/good\.png$/) }));
  expect(labels()[0]).toBe('Everything is backed up.');
  expect(labels()[1]).toMatch(/^Last good backup (just now|\d min ago)$/);

  click('For an hour');
  await inTime(() => expect(labels()).toContain('Resume schedules'));
  expect((await services.schedules.get({ count: 1 })).pausedUntil).not.toBeNull();
  click('Resume schedules');
  await inTime(() => expect(labels()).toContain('Pause schedules'));

  click('Settings…');
  click('Open Holdfast');
  tray?.emit('click');
  expect(actions.open.mock.calls).toEqual([['/settings'], [undefined], [undefined]]);
  click('Quit Holdfast');
  expect(actions.quit).toHaveBeenCalledOnce();

  shown?.close();
  expect(tray?.isDestroyed()).toBe(true);
});

test('beside a service it tells of that, and of its end and return', async () => {
  const { host } = await startEngine();
  await show(undefined, 'de');
  await inTime(() => expect(labels()[0]).toBe('1 Plan wurde noch nie gesichert.'));
  click('„Tom & Jerry“ jetzt sichern');
  await inTime(() => expect(electron.trays[0]?.image).toMatchObject({ path: expect.stringMatching(/good\.png$/) }));
  expect(labels()[0]).toBe('Alles ist gesichert.');
  await host.close();
  await inTime(() => expect(labels()[0]).toBe('Holdfast antwortet gerade nicht.'));
  expect(electron.trays[0]?.image).toMatchObject({ path: expect.stringMatching(/attention\.png$/) });
  await serve();
  await inTime(() => expect(labels()[0]).toBe('Alles ist gesichert.'));
  expect(electron.trays).toHaveLength(1);
});

test('progress that comes two hundred times a second redraws it once a second at most', async () => {
  const { services, state } = createServicesDouble();
  const draft = planDraftSchema.parse({ name: 'A', repository: 'r', folders: ['/a'] });
  await services.plans.create(draft);
  let bytesDone = 0;
  await show({
    ...services,
    schedules: { ...services.schedules, get: async () => schedules },
    runs: {
      ...services.runs,
      list: async () => ({ items: [goingRun], next: null }),
      watch: async function* (input, signal) {
        for await (const _event of services.runs.watch(input, signal)) {
          bytesDone += 1;
          yield { type: 'progress', runId: goingRun.id, progress: { ...told, bytesDone, bytesTotal: 1000 } };
        }
      },
    },
  });
  await inTime(() => expect(labels().join()).toMatch(/Backing up “A”: [1-9]\d%/));
  const [tray] = electron.trays;
  expect(tray?.image).toMatchObject({ path: expect.stringMatching(/running\.png$/) });
  // By then at least a hundred steps of progress had come.
  expect(tray?.menusSet).toBeLessThan(12);
  // A menu that somebody reads stays as it is until it is closed.
  const { menu } = tray ?? {};
  menu?.emit('menu-will-show');
  const before = bytesDone;
  await inTime(() => expect(bytesDone).toBeGreaterThan(before + 400));
  expect(tray?.menu).toBe(menu);
  menu?.emit('menu-will-close');
  expect(tray?.menu).not.toBe(menu);
  expect(state.streamsOpen).toBeGreaterThan(0);
});

test('what fails is told on the desktop', async () => {
  const { services } = createServicesDouble();
  await services.plans.create(planDraftSchema.parse({ name: 'A', repository: 'r', folders: ['/a'] }));
  const broken = async () => {
    const { HoldfastError } = await import('#shared/errors.ts');
    throw new HoldfastError('plan-not-found', { plan: 'A' });
  };
  await show({
    ...services,
    schedules: { ...services.schedules, get: async () => schedules },
    runs: { ...services.runs, list: async () => ({ items: [], next: null }), backup: broken },
  });
  await inTime(() => expect(labels()).toContain('Back up “A” now'));
  click('Back up “A” now');
  await inTime(() => expect(electron.notifications[0]?.isShown).toBe(true));
  expect(electron.notifications[0]?.options).toMatchObject({
    title: 'That did not work',
    body: expect.stringContaining('A'),
  });
});

test('an engine that can not be read is told of once, and not taken for a good one', async () => {
  const { services } = createServicesDouble();
  await show(services);
  await inTime(() => expect(labels()[0]).toBe('Holdfast does not answer right now.'));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const complaints = vi.mocked(console.error).mock.calls.filter(([text]) => String(text).includes('kept current'));
  expect(complaints).toHaveLength(1);
});

test('where the desktop shows no icons there is none, until a panel comes up', async () => {
  const { services } = await startEngine();
  setPanel(false);
  const { shown } = await show(services);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(shown?.available).toBe(false);
  expect(electron.trays).toHaveLength(0);
  setPanel(true);
  await inTime(() => expect(labels()[0]).toBe('1 plan has never been backed up.'));
  expect(shown?.available).toBe(true);
});

test('without a desktop session there is no tray at all', async () => {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '');
  vi.stubEnv('XDG_RUNTIME_DIR', '');
  expect((await show(undefined)).shown).toBeUndefined();
});

const told: Omit<Progress, 'bytesDone' | 'bytesTotal'> = {
  ...{ phase: 'copying', filesDone: 0, filesTotal: null, bytesPerSecond: 1, leftMs: null, path: null },
};

const goingRun: Run = {
  ...{ id: '0191e7a2-0000-7000-8000-000000000002', kind: 'backup', planId: null, planName: 'A', snapshotId: null },
  ...{ startedAt: '2026-11-21T03:52:15.000Z', endedAt: null, durationMs: 0, outcome: null, subject: '', result: null },
  ...{ error: null, warningCount: 0, steps: [], progress: null },
};

const schedules = {
  keeping: true,
  pausedUntil: null,
  clock: { trusted: true, offMs: 0, notedAt: null },
  schedules: [],
};
