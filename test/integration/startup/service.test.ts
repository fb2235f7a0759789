import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServiceChange, ServiceStatus } from '#shared/domain/startup.ts';
import { findOwner } from '../../../electron/engine/owner.ts';
import { createSystemdManager } from '../../../electron/engine/startup/systemd/systemd-manager.ts';
import { eventually } from '../../helpers/eventually.ts';
import { startUserManager, type UserManager } from '../../helpers/user-manager.ts';
import { createWorld, createWorldWithPlan, type World } from '../cli/world.ts';

let manager: UserManager;
beforeAll(async () => {
  manager = await startUserManager();
});
afterAll(() => manager.stop());

type Status = ServiceStatus & { readonly url: string | null };
type Changed = Pick<ServiceChange, 'steps'> & { readonly service: ServiceStatus };

/** A world whose commands are called in a session of the manager. */
function inSession<Of extends World>(world: Of) {
  const holdfast = async <Value>(words: readonly string[], exit = 0): Promise<Value> => {
    const ended = await world.start([...words, '--json'], { environment: manager.environment }).ended;
    if (ended.exit !== exit) throw new Error(`${words.join(' ')}: exit ${ended.exit}\n${ended.stdout}${ended.stderr}`);
    return JSON.parse(ended.stdout);
  };
  return {
    ...world,
    // Where the project lies is not what is tested here.
    install: (...words: readonly string[]) => holdfast<Changed>(['service', 'install', '--anyway', ...words]),
    status: () => holdfast<Status>(['service', 'status']),
    uninstall: () => holdfast<Changed>(['service', 'uninstall']),
  };
}

/** Asked of systemd and the home themselves: a command for each look would take its time. */
const untilOwner = (world: World, { name }: ServiceStatus, but?: number | null) =>
  eventually(() => {
    const owner = findOwner(world.home);
    const pid = Number(manager.systemctl('show', name, '--property=MainPID', '--value'));
    return owner.state === 'reachable' && owner.endpoint.pid === pid && pid !== but;
  });

test('it is installed, runs the home, is installed again without harm, and goes without a trace', async () => {
  const world = inSession(createWorld());
  expect(await world.status()).toMatchObject({ installed: false, running: false, reachable: true, programThere: null });

  const { steps, service } = await world.install();
  expect(steps).toEqual(['written', 'enabled', 'started']);
  expect(service).toMatchObject({
    manager: 'systemd',
    installed: true,
    enabled: true,
    programThere: true,
    failure: null,
  });
  await untilOwner(world, service);
  const { pid, file, url, command, owner } = await world.status();
  expect(owner).toBe(true);
  expect(command).toEqual([
    process.execPath,
    expect.stringContaining('holdfast'),
    '--home',
    world.home,
    'serve',
    '--no-address',
  ]);
  expect(url).toContain('#token=');
  // Commands go through it, and its output holds no token.
  expect(await world.json(['plan', 'list'])).toEqual([]);

  expect((await world.install()).steps).toEqual(['unchanged', 'enabled']);
  expect((await world.status()).pid).toBe(pid);
  const moved = await world.install('--port', '0');
  expect(moved.steps).toEqual(['written', 'enabled', 'restarted']);

  expect((await world.uninstall()).steps).toEqual(['stopped', 'disabled', 'removed']);
  expect(await world.status()).toMatchObject({
    installed: false,
    enabled: false,
    running: false,
    pid: null,
    url: null,
  });
  expect(existsSync(file ?? '')).toBe(false);
  expect(findOwner(world.home)).toEqual({ state: 'none' });
  expect(manager.systemctl('list-unit-files', '--no-legend', 'holdfast*')).toBe('');
  expect((await world.uninstall()).steps).toEqual(['not-installed']);
});

test('killed, it is started again and owns the home again, though its endpoint was left behind', async () => {
  const world = inSession(createWorld());
  const { service } = await world.install();
  await untilOwner(world, service);
  const before = await world.status();
  process.kill(before.pid ?? 0, 'SIGKILL');
  await untilOwner(world, service, before.pid);
  expect((await world.status()).url).not.toBe(before.url);
  await world.uninstall();
});

test('the unit is sound to systemd, and its words arrive as they are, whatever is in them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-unit-'));
  const script = join(folder, 'tell "words" for $HOME 100%.mjs');
  const told = join(folder, 'told');
  writeFileSync(
    script,
    `import fs from 'node:fs';
    fs.writeFileSync(process.argv[2] + '.part', JSON.stringify(process.argv.slice(2)));
    fs.renameSync(process.argv[2] + '.part', process.argv[2]);
    setInterval(() => {}, 1000);`,
  );
  const words = [told, '$HOME', '\u0024{HOME}', '%h 5%%', "it's", '"', 'a\\b', 'two\nlines', ';', 'ü ✓', ' '];
  const service = createSystemdManager({
    ...{ home: '/srv/some home', systemctl: '/usr/bin/systemctl', env: manager.environment },
  });
  await service.install([process.execPath, script, ...words]);
  await eventually(() => existsSync(told));
  expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual(words);
  const env = { ...process.env, ...manager.environment };
  const verified = spawnSync('systemd-analyze', ['--user', 'verify', service.file], { env, encoding: 'utf8' });
  expect({ status: verified.status, stderr: verified.stderr }).toEqual({ status: 0, stderr: '' });
  await service.remove({ stop: true });
});

test('beside a window or host it waits, and takes over when that ends', async () => {
  const world = inSession(await createWorldWithPlan());
  const host = world.start(['serve']);
  await host.said(/#token=/);
  const { service } = await world.install();
  expect(await world.status()).toMatchObject({ running: true, owner: false });
  host.process.kill('SIGTERM');
  expect((await host.ended).exit).toBe(0);
  await untilOwner(world, service);
  expect(await world.json(['backup'])).toMatchObject({ outcome: 'succeeded' });
  await world.uninstall();
});

test('start at login would start the same host: it is one or the other', async () => {
  const world = inSession(createWorld());
  const environment = { ...manager.environment, DISPLAY: ':9' };
  const login = async (word: string) => world.start(['login', word, '--json'], { environment }).ended;
  expect(JSON.parse((await login('on')).stdout)).toMatchObject({ starts: 'host', on: true, lack: null });
  const installed = await world.start(['service', 'install', '--anyway', '--json'], { environment }).ended;
  expect(JSON.parse(installed.stdout)).toMatchObject({ steps: ['written', 'enabled', 'started', 'login-off'] });
  const refused = await login('on');
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toContain('holdfast service uninstall');
  expect(JSON.parse((await login('status')).stdout)).toMatchObject({ on: false, lack: 'service' });
  await world.uninstall();
});

test('where systemd has no session, the unit is written and it is said what is missing: 3', async () => {
  const world = createWorld();
  const environment = {
    XDG_CONFIG_HOME: join(world.folder, 'config'),
    XDG_RUNTIME_DIR: '',
    DBUS_SESSION_BUS_ADDRESS: '',
  };
  const installed = await world.start(['service', 'install', '--anyway'], { environment }).ended;
  expect(installed.exit).toBe(3);
  expect(installed.stdout).toContain('It was not started now.');
  expect(installed.stderr).toContain('can’t be reached from here');
  const status = await world.start(['service', 'status', '--json'], { environment }).ended;
  expect(JSON.parse(status.stdout)).toMatchObject({ installed: true, enabled: true, reachable: false, running: false });
  const removed = await world.start(['service', 'uninstall', '--json'], { environment }).ended;
  expect(JSON.parse(removed.stdout)).toMatchObject({ steps: ['disabled', 'removed'] });
});

test('without systemd it says so and what to do: 15; out of a folder that goes it is refused: 2', async () => {
  const world = createWorld();
  const bare = await world.start(['service', 'install'], { environment: { PATH: world.folder } }).ended;
  expect(bare.exit).toBe(15);
  expect(bare.stderr).toContain('@reboot holdfast serve');
  expect((await world.start(['service', 'status'], { environment: { PATH: world.folder } }).ended).exit).toBe(0);
  const environment = { APPDIR: join(import.meta.dirname, '../../..'), XDG_CONFIG_HOME: join(world.folder, 'config') };
  const refused = await world.start(['service', 'install'], { environment }).ended;
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toContain('will not be there any more after a restart');
});

test('passwords that could not be read are told before anything is installed', async () => {
  const world = createWorld();
  mkdirSync(world.home);
  writeFileSync(join(world.home, 'secrets.json'), 'not what was written');
  const environment = { ...manager.environment, XDG_CONFIG_HOME: join(world.folder, 'config') };
  const refused = await world.start(['service', 'install', '--anyway'], { environment }).ended;
  expect(refused.exit).not.toBe(0);
  expect(refused.stderr).toContain('secrets.json');
  expect(existsSync(join(world.folder, 'config'))).toBe(false);
});
