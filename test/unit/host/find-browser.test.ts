import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findBrowser } from '../../../electron/host/find-browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-browsers-'));

function program(...names: readonly string[]): string {
  const file = join(folder, ...names);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

it('finds a browser on the path, Chromium first', () => {
  const chrome = program('a', 'google-chrome');
  const chromium = program('b', 'chromium');
  const PATH = `${join(folder, 'a')}:${join(folder, 'b')}`;
  expect(findBrowser('linux', { PATH })).toBe(chromium);
  expect(findBrowser('linux', { PATH: join(folder, 'a') })).toBe(chrome);
});

it('finds none where there is none, and never one by a relative path', () => {
  expect(findBrowser('linux', { PATH: `${join(folder, 'empty')}:.:` })).toBeUndefined();
  expect(findBrowser('linux', {})).toBeUndefined();
});

it('leaves out a browser in a snap, which could not read the redirect file', () => {
  const snap = program('snap', 'bin', 'snap');
  mkdirSync(join(folder, 'c'));
  symlinkSync(snap, join(folder, 'c', 'chromium'));
  expect(findBrowser('linux', { PATH: join(folder, 'c') })).toBeUndefined();
});
