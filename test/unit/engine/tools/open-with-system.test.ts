import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openFile, requireDesktop } from '../../../../electron/engine/tools/open-with-system.ts';

let bin: string;
const desktop = { platform: 'linux', env: { DISPLAY: ':0' } } as const;

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'holdfast-opener-'));
  vi.stubEnv('PATH', bin);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(bin, { recursive: true });
});

function provide(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

test('without a display there is no desktop, on a Mac there always is', () => {
  const codeOf = (machine: Parameters<typeof requireDesktop>[1]) => {
    try {
      requireDesktop('/file', machine);
      return undefined;
    } catch (error) {
      return error;
    }
  };
  expect(codeOf({ platform: 'linux', env: {} })).toMatchObject({ code: 'no-desktop', details: { path: '/file' } });
  expect(codeOf(desktop)).toBeUndefined();
  expect(codeOf({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeUndefined();
  expect(codeOf({ platform: 'darwin', env: {} })).toBeUndefined();
});

test('the file goes to the program that opens files there, as one argument', async () => {
  provide('xdg-open', `printf %s "$1" > ${bin}/opened`);
  await openFile('/a file; with $(signs)', desktop);
  expect(readFileSync(join(bin, 'opened'), 'utf8')).toBe('/a file; with $(signs)');
  provide('open', `printf %s "$1" > ${bin}/mac`);
  await openFile('/letter', { platform: 'darwin', env: {} });
  expect(readFileSync(join(bin, 'mac'), 'utf8')).toBe('/letter');
});

test('a program that goes on is not waited for', async () => {
  provide('xdg-open', 'exec /bin/sleep 3');
  await openFile('/letter', desktop);
});

test('a program that is missing or fails is told with the next step', async () => {
  await expect(openFile('/letter', desktop)).rejects.toMatchObject({
    code: 'program-missing',
    details: { program: 'xdg-open', install: expect.stringContaining('xdg-utils') },
  });
  provide('xdg-open', 'exit 3');
  await expect(openFile('/letter', desktop)).rejects.toMatchObject({
    code: 'not-opened',
    details: { path: '/letter', reason: 'xdg-open: exit 3' },
  });
});
