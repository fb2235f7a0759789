import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type LaunchedHost, type LaunchOptions, launchHost } from './launch-host.ts';
import { launchBrowser, type OpenedPage, openPage, type PageOptions } from './open-page.ts';

interface WindowOptions extends LaunchOptions, PageOptions {
  /** Opens another address than the one that the host tells. */
  readonly address?: (url: string) => string;
}

interface OpenedWindow extends OpenedPage {
  readonly host: LaunchedHost;
}

/**
 * For a file of tests in the window: one browser serves them all. What it gives opens a window on a host of its own,
 * which ends with the test.
 */
export function windowTests(): (options?: WindowOptions) => Promise<OpenedWindow> {
  let browser: Browser;
  const hosts: LaunchedHost[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });
  return async ({ address, ...options } = {}) => {
    const host = await launchHost(options);
    hosts.push(host);
    return { host, ...(await openPage(browser, address?.(host.url) ?? host.url, options)) };
  };
}
