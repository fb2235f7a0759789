import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from './find-browser.ts';

interface OpenWindowOptions {
  /** Where the window opens, token included. */
  readonly url: string;
  readonly home: string;
  readonly platform?: NodeJS.Platform;
  readonly environment?: NodeJS.ProcessEnv;
  readonly isRoot?: boolean;
}

export type OpenedWindow = { readonly opened: true } | { readonly opened: false; readonly reason: string };

/** The browser has read the redirect file long before. */
const redirectLifeMs = 20_000;
/** A browser that can't run says so by ending within this time. */
const settleMs = 1500;

/**
 * Opens an app window of the system's Chromium, Chrome or Edge. The URL with its token reaches it through a file that
 * only this user can read, never by a command line, which everyone on the machine sees. When no window can be opened
 * the answer says why; the caller then prints the URL.
 */
export async function openWindow(options: OpenWindowOptions): Promise<OpenedWindow> {
  const { url, home, platform = process.platform, environment = process.env } = options;
  const { isRoot = process.getuid?.() === 0 } = options;
  const browser = findBrowser(platform, environment);
  if (platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY) return no('there is no display');
  if (browser === undefined) return no('no Chromium, Chrome or Edge was found');
  if (isRoot) return no('a browser opens no window for root without giving up its sandbox');
  const redirect = writeRedirect(home, url);
  const timer = setTimeout(() => rmSync(redirect, { force: true }), redirectLifeMs);
  timer.unref();
  process.once('exit', () => rmSync(redirect, { force: true }));
  const profile = join(home, 'window');
  const problem = await launch(browser, [
    `--app=${pathToFileURL(redirect)}`,
    `--user-data-dir=${profile}`,
    '--class=Holdfast',
    '--no-first-run',
    '--no-default-browser-check',
  ]);
  if (problem === undefined) return { opened: true };
  rmSync(redirect, { force: true });
  return no(`${browser} could not be started (${problem})`);
}

const no = (reason: string): OpenedWindow => ({ opened: false, reason });

function writeRedirect(home: string, url: string): string {
  const file = join(home, `open-${randomBytes(8).toString('hex')}.html`);
  const script = `location.replace(${JSON.stringify(url).replaceAll('<', '\\u003c')})`;
  const page = `<!doctype html><meta charset="utf-8"><title>Holdfast</title><script>${script}</script>`;
  writeFileSync(file, page, { mode: 0o600, flag: 'wx' });
  return file;
}

/** What went wrong, or undefined when the browser runs, or handed the window to one that runs already. */
function launch(browser: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(browser, args, { detached: true, stdio: 'ignore' });
    const timer = setTimeout(() => resolve(undefined), settleMs);
    const settle = (problem: string | undefined) => {
      clearTimeout(timer);
      resolve(problem);
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(code === 0 ? undefined : `exit ${code ?? signal}`));
    child.unref();
  });
}
