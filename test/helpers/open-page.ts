import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export interface PageOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** The language of the system; British English where none is said. */
  readonly locale?: string;
  readonly reducedMotion?: 'reduce';
}

/** How a page is looked at; the last is a window of 1280 × 800 at 200 % zoom. */
export const looks: readonly (PageOptions & { readonly name: string })[] = [
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'small, as at 200 % zoom', colorScheme: 'light', width: 640, height: 400 },
];

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** The system's Chromium, without its sandbox where root runs it (it refuses otherwise). */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about: errors of scripts, and of the content security policy. */
  readonly complaints: readonly string[];
}

/** The window at an address, in a profile of its own. */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<OpenedPage> {
  const { colorScheme = 'light', width = 1280, height = 800, locale = 'en-GB', reducedMotion } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale, reducedMotion });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, context, complaints };
}
