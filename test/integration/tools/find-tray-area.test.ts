import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findPrograms } from '../../../electron/engine/tools/find-programs.ts';
import { findTrayArea } from '../../../electron/engine/tools/find-tray-area.ts';
import { ownBusName } from '../../helpers/own-bus-name.ts';

let bus: ChildProcess;
let address: string;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-bus-'));
  bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (bus.stdout === null) throw new Error('the bus has no output');
  [address] = await once(createInterface({ input: bus.stdout }), 'line');
});

afterEach(async () => {
  const ended = once(bus, 'exit');
  bus.kill();
  await ended;
  rmSync(folder, { recursive: true });
});

describe.each(['gdbus', 'busctl', 'dbus-send'])('asked through %s alone', (program) => {
  test('the desktop shows icons as soon as something on its bus does', async () => {
    const [found] = await findPrograms(program);
    if (found === undefined) throw new Error(`${program} is missing`);
    symlinkSync(found, join(folder, program));
    const machine = { platform: 'linux', env: { PATH: folder, DBUS_SESSION_BUS_ADDRESS: address } } as const;
    expect(findTrayArea(machine)).toBe('not-now');
    const panel = await ownBusName(address, 'org.kde.StatusNotifierWatcher');
    await vi.waitFor(() => expect(findTrayArea(machine)).toBe('there'), { timeout: 10_000 });
    panel.destroy();
    await vi.waitFor(() => expect(findTrayArea(machine)).toBe('not-now'), { timeout: 10_000 });
  });
});

test('without a session there is no place for icons, and none is started to ask', () => {
  expect(findTrayArea({ platform: 'linux', env: { PATH: process.env.PATH } })).toBe('never');
  expect(findTrayArea({ platform: 'linux', env: { PATH: process.env.PATH, XDG_RUNTIME_DIR: folder } })).toBe('never');
});

test('a bus that nobody can ask, or that is gone, shows none for now', () => {
  const env = { PATH: folder, DBUS_SESSION_BUS_ADDRESS: address };
  expect(findTrayArea({ platform: 'linux', env })).toBe('not-now');
  const gone = { PATH: process.env.PATH, DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'none')}` };
  expect(findTrayArea({ platform: 'linux', env: gone })).toBe('not-now');
});

test.each(['darwin', 'win32'] as const)('%s always has one', (platform) => {
  expect(findTrayArea({ platform, env: {} })).toBe('there');
});
