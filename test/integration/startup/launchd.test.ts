import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { chooseHome } from '../../../electron/engine/choose-home.ts';
import { createLaunchdManager } from '../../../electron/engine/startup/launchd/launchd-manager.ts';

/**
 * Stands for `launchctl` as its manual and macOS 13 have it, and for no more: `print DOMAIN` answers in a session of the desktop;
 * `bootstrap DOMAIN FILE` loads an agent once, and refuses (5) one that is loaded; `print DOMAIN/LABEL` tells of one that
 * is loaded, and fails (113) otherwise; `bootout` unloads.
 */
const launchctl = `#!/bin/sh
folder="$(dirname "$0")"
echo "$@" >> "$folder/asked"
[ -e "$folder/no-session" ] && { echo 'Could not find domain for' >&2; exit 112; }
case "$1" in
  print) case "$2" in
    gui/501) exit 0 ;;
    *) [ -e "$folder/loaded" ] || { echo 'Could not find service' >&2; exit 113; }; printf '\\tstate = running\\n\\tpid = 4711\\n' ;;
  esac ;;
  bootstrap) [ -e "$folder/loaded" ] && { echo 'Bootstrap failed: 5: Input/output error' >&2; exit 5; }; cp "$3" "$folder/loaded" ;;
  bootout) rm "$folder/loaded" ;;
esac
`;

let folder: string;
let program: string;
const home = chooseHome(undefined, {});
const command = ['/opt/holdfast/node', '/opt/holdfast/holdfast.js', 'serve', '--no-address'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-launchd-'));
  program = join(folder, 'launchctl');
  writeFileSync(program, launchctl);
  chmodSync(program, 0o755);
});

const open = () => createLaunchdManager({ home, launchctl: program, userHome: folder, uid: 501 });
const asked = () => readFileSync(join(folder, 'asked'), 'utf8');

test('an agent is written and loaded, left alone when nothing changed, loaded anew when something did, and taken away', async () => {
  const agent = open();
  expect(await agent.read()).toMatchObject({ installed: false, running: false, reachable: true, linger: null });
  expect(await agent.install(command)).toEqual(['written', 'enabled', 'started']);
  expect(agent.file).toBe(join(folder, 'Library/LaunchAgents/org.holdfast.plist'));
  expect(await agent.read()).toMatchObject({ installed: true, enabled: true, running: true, pid: 4711, command });
  expect(await agent.install(command)).toEqual(['unchanged', 'enabled']);
  expect(await agent.install([...command, '--port', '4711'])).toEqual(['written', 'enabled', 'restarted']);
  expect(readFileSync(join(folder, 'loaded'), 'utf8')).toContain('<string>4711</string>');
  expect(asked()).toContain('bootout gui/501/org.holdfast\n');
  expect(await agent.remove({ stop: true })).toEqual(['stopped', 'disabled', 'removed']);
  expect(existsSync(agent.file)).toBe(false);
  expect(await agent.remove({ stop: true })).toEqual(['not-installed']);
});

test('the service itself takes its agent away without ending itself', async () => {
  const agent = open();
  await agent.install(command);
  expect(await agent.remove({ stop: false })).toEqual(['runs-on', 'disabled', 'removed']);
  expect(asked()).not.toContain('bootout');
});

test('without a session of the desktop it is written and starts at the next login', async () => {
  writeFileSync(join(folder, 'no-session'), '');
  const agent = open();
  expect(await agent.install(command)).toEqual(['written', 'enabled', 'not-started']);
  expect(await agent.read()).toMatchObject({ installed: true, reachable: false, running: false });
});

test('what launchd refuses is told in its words', async () => {
  const agent = open();
  await agent.install(command);
  writeFileSync(
    program,
    launchctl.replace('bootstrap)', 'bootstrap) echo "Bootstrap failed: 5: Input/output error" >&2; exit 5;'),
  );
  await expect(agent.install([...command, '--port', '1'])).rejects.toMatchObject({
    code: 'service-refused',
    details: { reason: 'Bootstrap failed: 5: Input/output error' },
  });
});
