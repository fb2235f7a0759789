import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdfastProgram, isThere, temporaryPlaceOf } from '../../../../electron/engine/startup/holdfast-program.ts';

const node = { execPath: '/usr/bin/node', versions: {}, env: {} };

/** An installed package with these files in it; gives its folder. */
function makePackage(...files: readonly string[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'holdfast-package-')), 'Holdfast');
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

test('the command line is started again by the Node and the program that run it', () => {
  const script = '/home/ann/holdfast/dist/node/holdfast.js';
  expect(holdfastProgram({ ...node, script })).toEqual({ command: ['/usr/bin/node', script], window: null });
});

test('a package’s window is found beside its command line, and its own Node from the window', () => {
  const folder = makePackage('holdfast', 'resources/node', 'resources/app.asar.unpacked/dist/node/holdfast.js');
  const script = join(folder, 'resources/app.asar.unpacked/dist/node/holdfast.js');
  const window = [join(folder, 'holdfast')];
  expect(holdfastProgram({ ...node, execPath: join(folder, 'resources/node'), script })).toEqual({
    ...{ command: [join(folder, 'resources/node'), script], window },
  });
  const electron = { execPath: join(folder, 'holdfast'), versions: { electron: '45.4.1' }, env: {} };
  expect(holdfastProgram({ ...electron, script })).toEqual({
    command: [join(folder, 'resources/node'), script],
    window,
  });
});

test('an AppImage is named itself, not where it is mounted just now; another one’s variables mean nothing', () => {
  const env = { APPIMAGE: '/home/ann/Applications/Holdfast.AppImage', APPDIR: '/tmp/.mount_HoldfaX1' };
  const script = '/tmp/.mount_HoldfaX1/resources/app.asar.unpacked/dist/node/holdfast.js';
  expect(holdfastProgram({ ...node, env, script })).toEqual({ command: [env.APPIMAGE], window: [env.APPIMAGE] });
  const other = '/home/ann/holdfast/dist/node/holdfast.js';
  expect(holdfastProgram({ ...node, env, script: other }).command).toEqual(['/usr/bin/node', other]);
});

test('a place that does not outlast a restart is found', () => {
  const env = { XDG_RUNTIME_DIR: '/run/user/1000' };
  expect(temporaryPlaceOf(['/usr/bin/node', '/home/ann/holdfast/dist/node/holdfast.js'], env)).toBeUndefined();
  for (const place of ['/tmp/a.js', '/run/user/1000/a.js', '/dev/shm/a.js', join(tmpdir(), 'a.js')])
    expect(temporaryPlaceOf(['/usr/bin/node', place], env)).toBe(place);
  expect(temporaryPlaceOf(['/usr/bin/node', '/mnt/image/a.js'], { APPDIR: '/mnt/image' })).toBe('/mnt/image/a.js');
  expect(temporaryPlaceOf(['/tmporary/node'], env)).toBeUndefined();
});

test('a command is there when its program and its script are', () => {
  expect(isThere([process.execPath, import.meta.filename, 'serve'])).toBe(true);
  expect(isThere([process.execPath, '/gone/holdfast.js', 'serve'])).toBe(false);
  expect(isThere([])).toBe(false);
});
