import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../../../build/vite/paths.ts';

/** A folder with a tiny script in the place of Electron's runtime. */
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-electron-'));
  chmodSync(folder, 0o755);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const electron = (script: string) => writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

/** What `npm start` would say of it, null when a window came up; as a user who is not root. */
function tryElectron(environment: NodeJS.ProcessEnv): { readonly problem: string | null; readonly stderr: string } {
  const script = `import(${JSON.stringify(join(projectRoot, 'build/setup/electron.mjs'))})
    .then(async (m) => console.log(JSON.stringify((await m.whyNoElectron()) ?? (await m.runElectron()) ?? null)))`;
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const env = { PATH: process.env.PATH, ELECTRON_OVERRIDE_DIST_PATH: folder, ...environment };
  const { stdout, stderr } = spawnSync(process.execPath, ['--eval', script], { env, encoding: 'utf8', ...user });
  return { problem: JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), stderr };
}

test('without a display nothing is fetched or tried', () => {
  electron('exit 0');
  expect(tryElectron({}).problem).toBe('there is no display');
});

test('a window that ends at once with an error is given up, with its last words', () => {
  electron('echo "The SUID sandbox helper binary was found, but is not configured correctly" >&2; exit 133');
  const { problem } = tryElectron({ DISPLAY: ':7' });
  expect(problem).toBe(
    'it ended at once (exit 133: The SUID sandbox helper binary was found, but is not configured correctly)',
  );
});

test('a window that was closed in order, and a second instance that hands over at once, are no failure', () => {
  electron('exit 0');
  expect(tryElectron({ DISPLAY: ':7' })).toEqual({ problem: null, stderr: '' });
});

test('Electron is given the project, and never --no-sandbox', () => {
  electron('echo "$@" >&2; exit 1');
  expect(tryElectron({ DISPLAY: ':7' }).stderr.trim()).toBe(projectRoot);
});
