import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endBrowser } from '../../build/bench/start/end-browser.ts';
import { countColours, openScreen, type Screen } from '../../build/bench/start/open-screen.ts';
import { projectRoot } from '../../build/vite/paths.ts';
import { findOwner } from '../../electron/engine/owner.ts';
import { eventually } from '../helpers/eventually.ts';

/** Whoever starts it has no rights beyond a usual user's: a browser keeps its sandbox. */
const nobody = 65_534;
const lowered = process.getuid?.() === 0;

let folder: string;
let home: string;
let started: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-start-'));
  home = join(folder, 'user/home');
  started = [];
  for (const name of ['user', 'screen', 'electron']) mkdirSync(join(folder, name));
  chmodSync(folder, 0o755);
  if (lowered) chownSync(join(folder, 'user'), nobody, nobody);
  // In the place of Electron's runtime, which is not on every machine.
  writeFileSync(join(folder, 'electron/electron'), '#!/bin/sh\necho "no runtime here" >&2\nexit 1\n', { mode: 0o755 });
});

afterEach(async () => {
  for (const child of started)
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
  await endBrowser(home);
});

/** `npm start` as on a fresh machine, in a terminal of its own: what it says, and how it ends. */
function npmStart(environment: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const user = join(folder, 'user');
  const child = spawn('npm', ['start', '--silent', ...(args.length > 0 ? ['--', ...args] : [])], {
    cwd: projectRoot,
    detached: true,
    ...(lowered && { uid: nobody, gid: nobody }),
    env: {
      PATH: [...(process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('.pyenv'))].join(delimiter),
      ...{ HOME: user, XDG_CONFIG_HOME: join(user, '.config'), HOLDFAST_HOME: home },
      ...{ npm_config_cache: join(user, '.npm'), npm_config_update_notifier: 'false' },
      ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'electron'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
  });
  const ended = once(child, 'close');
  return {
    said,
    ended,
    address: async () => {
      await eventually(() => {
        if (child.exitCode !== null) throw new Error(`npm start ended: ${said.stderr}`);
        return said.stdout.includes('#token=');
      });
      return said.stdout.trim();
    },
    /** As a terminal's: to all that it started. */
    interrupt: () => process.kill(-(child.pid ?? Number.NaN), 'SIGINT'),
  };
}

async function onScreen(act: (screen: Screen) => Promise<void>): Promise<void> {
  const screen = await openScreen(join(folder, 'screen'));
  try {
    await act(screen);
  } finally {
    await endBrowser(home);
    await screen.stop();
  }
}

/** The host ends with 0; npm, which got the signal too, may say that by dying of it. All that they had open is closed. */
function expectInterrupted([exit, signal]: readonly unknown[]): void {
  expect(exit ?? signal).toSatisfy((end) => end === 0 || end === 'SIGINT');
}

/** Far more than a blank page or an error’s plain text has: letters with smooth edges, in several colours. */
const coloursOfWindow = 150;

test('with a display and Chromium npm start opens an app window; a second one attaches; Ctrl-C ends it', async () => {
  await onScreen(async (screen) => {
    expect(countColours(screen.look())).toBeLessThan(5);
    const first = npmStart({ DISPLAY: screen.display });
    const address = await first.address();
    expect(first.said.stderr).toContain('No Electron window: it ended at once (exit 1: no runtime here)');
    expect(first.said.stderr).not.toContain('No window was opened');
    await eventually(() => countColours(screen.look()) > coloursOfWindow);

    const owner = findOwner(home);
    const second = npmStart({ DISPLAY: screen.display });
    expect((await second.ended)[0]).toBe(0);
    expect(second.said.stdout.trim()).toBe(address);
    expect(findOwner(home)).toEqual(owner);

    first.interrupt();
    expectInterrupted(await first.ended);
    expect(first.said.stderr).not.toContain('Error');
    expect(findOwner(home)).toEqual({ state: 'none' });
  });
});

test('without a display npm start prints the address, and Ctrl-C ends it', async () => {
  const start = npmStart({});
  const address = await start.address();
  await eventually(() =>
    start.said.stderr.includes('No window was opened: there is no display. Open the address above.'),
  );
  expect((await fetch(address)).status).toBe(200);
  start.interrupt();
  expectInterrupted(await start.ended);
  expect(findOwner(home)).toEqual({ state: 'none' });
});
