import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { chooseHome } from '../../../electron/engine/choose-home.ts';
import { createAutostartFile } from '../../../electron/engine/startup/login/autostart-file.ts';
import { eventually } from '../../helpers/eventually.ts';

const home = chooseHome(undefined, {});
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-autostart-'));
  file = join(folder, 'autostart/holdfast.desktop');
});

const open = (command: readonly string[] = [process.execPath, import.meta.filename, 'serve']) =>
  createAutostartFile({ home, starts: 'host', command, env: { XDG_CONFIG_HOME: folder } });

function edit(change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

test('it is on while the file says so, whoever changes that', async () => {
  const item = open();
  expect(await item.read()).toEqual({ starts: 'host', on: false, file, programGone: false });
  await item.set(true);
  expect(await item.read()).toMatchObject({ on: true, programGone: false });
  edit((text) => text.replace('X-GNOME-Autostart-enabled=true', 'X-GNOME-Autostart-enabled=false'));
  expect((await item.read()).on).toBe(false);
  await item.set(true);
  expect((await item.read()).on).toBe(true);
  edit((text) => `${text}Hidden=true\n`);
  expect((await item.read()).on).toBe(false);
  await item.set(true);
  expect((await item.read()).on).toBe(true);
  rmSync(file);
  expect((await item.read()).on).toBe(false);
  await item.set(false);
  await item.set(true);
  await item.set(false);
  expect(existsSync(file)).toBe(false);
});

test('what somebody added to it stays when it is switched on again', async () => {
  const item = open();
  await item.set(true);
  edit((text) => `${text}X-GNOME-Autostart-Delay=30\n`);
  edit((text) => text.replace(/^Exec=.*$/m, 'Exec=/gone/node /gone/holdfast.js serve'));
  expect(await item.read()).toMatchObject({ on: true, programGone: true });
  await item.set(true);
  expect(await item.read()).toMatchObject({ on: true, programGone: false });
  expect(readFileSync(file, 'utf8')).toContain('X-GNOME-Autostart-Delay=30');
});

/** GLib reads the file as GNOME's session does. */
test('a desktop starts exactly the command, whatever is in its words', async () => {
  const place = join(folder, 'a "place" with $odd `names`, 100% of them');
  mkdirSync(place);
  const script = join(place, 'tell.mjs');
  const told = join(folder, 'told');
  writeFileSync(
    script,
    `import fs from 'node:fs';
    fs.writeFileSync(process.argv[2] + '.part', JSON.stringify(process.argv.slice(2)));
    fs.renameSync(process.argv[2] + '.part', process.argv[2]);`,
  );
  const words = [told, 'plain', "it's", 'two  spaces', 'a\\b\\\\c', '$HOME "x" `y`', '%U 5%', 'ü – ✓', '~#&;|<>()*?'];
  await open([process.execPath, script, ...words]).set(true);
  const { status, stderr } = spawnSync('gio', ['launch', file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  await eventually(() => existsSync(told));
  expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual(words);
});

test('it is a sound desktop entry', async () => {
  await open().set(true);
  const { status, stdout } = spawnSync('desktop-file-validate', ['--no-hints', file], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(dirname(file)).toBe(join(folder, 'autostart'));
});
