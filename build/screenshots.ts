import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { projectRoot } from './vite/paths.ts';

/**
 * Makes the pictures of the README in `.github/screenshots` from the built program, a real host and a real browser:
 * a person's folders are made up, backed up several times and looked at. Run it after `npm run build`:
 * `node build/screenshots.ts`.
 */
const target = join(projectRoot, '.github/screenshots');
const program = join(projectRoot, 'dist/node/holdfast.js');
const folder = mkdtempSync(join(tmpdir(), 'ada-'));
const user = join(folder, 'home');
const drive = join(folder, 'drive', 'Holdfast');

try {
  mkdirSync(target, { recursive: true });
  fillHome();
  await backUpSomeTimes();
  const host = await startHost();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: sandbox(),
  });
  try {
    await takeAll(browser, host.url);
  } finally {
    await browser.close();
    host.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  await take(browser, url, { name: 'home', colorScheme: 'light' }, async (page) => {
    await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  });
  await take(browser, url, { name: 'running', colorScheme: 'light' }, async (page) => {
    await page.getByRole('button', { name: 'Back up now: Projects' }).click();
    await page
      .getByText(/Taking checksums|Copying|Looking for changes/)
      .first()
      .waitFor();
  });
  await take(browser, url, { name: 'time', colorScheme: 'light' }, showLetter);
  await take(browser, url, { name: 'time-dark', colorScheme: 'dark' }, showLetter);
  await take(browser, url, { name: 'compare', colorScheme: 'light' }, async (page) => {
    await page.getByRole('link', { name: 'Time' }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('region', { name: 'Differences' }).getByRole('button').first().waitFor();
  });
  await take(browser, url, { name: 'restore', colorScheme: 'light' }, async (page) => {
    await showLetter(page);
    await page.getByRole('button', { name: 'Restore this file…' }).click();
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await page
      .getByRole('region', { name: 'What would be written or deleted' })
      .getByRole('listitem')
      .first()
      .waitFor();
  });
  await take(browser, url, { name: 'plan', colorScheme: 'light' }, async (page) => {
    await page.getByRole('link', { name: 'Plans' }).click();
    await page.getByRole('link', { name: 'Projects', exact: true }).click();
    await page.getByText(/left out,/).waitFor();
  });
  await take(browser, url, { name: 'activity', colorScheme: 'light' }, async (page) => {
    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByRole('region', { name: 'Runs' }).getByRole('link').first().waitFor();
  });
}

/** A letter as it was in its first version, with its history. */
async function showLetter(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Time' }).click();
  await page.getByRole('searchbox').fill('offer');
  await page
    .getByRole('link', { name: /offer to Kelp/ })
    .first()
    .click();
  await page.getByRole('region', { name: 'Versions' }).getByRole('button').last().click();
  await page.getByRole('region', { name: 'Preview' }).getByText('1,200').waitFor();
}

interface Look {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
}

async function take(browser: Browser, url: string, look: Look, arrange: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1120, height: 700 },
    colorScheme: look.colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(url);
  await arrange(page);
  // The pointer is nobody's business in a picture.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(target, `${look.name}.png`), animations: 'disabled', caret: 'hide' });
  await context.close();
}

function fillHome(): void {
  const write = (path: string, text: string, daysAgo: number) => {
    const file = join(user, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    const time = new Date(Date.now() - daysAgo * 24 * 60 * 60_000);
    utimesSync(file, time, time);
  };
  write('Documents/Letters/offer to Kelp & Sons.txt', offer('1,200'), 12);
  write('Documents/Letters/to the bank.txt', 'Dear Sir or Madam,\n\nplease close the second account.\n', 40);
  write('Documents/Letters/to the landlord.txt', 'Dear Mrs Frost,\n\nthe window in the hall is broken.\n', 55);
  for (let month = 1; month <= 9; month += 1) {
    write(`Documents/Invoices/2026-0${month}.csv`, 'number,customer,sum\n'.repeat(40 * month), 300 - month * 30);
  }
  write('Documents/notes.md', '# Notes\n\n- call the printer\n- back up the laptop\n', 3);
  for (let index = 0; index < 24; index += 1) {
    write(`Pictures/Coast/IMG_${4200 + index}.jpg`, 'x'.repeat(90_000 + index * 3111), 80);
  }
  cpSync(join(projectRoot, 'node_modules/@tanstack'), join(user, 'Projects/kelp-shop/node_modules/@tanstack'), {
    recursive: true,
    dereference: true,
  });
  cpSync(join(projectRoot, 'node_modules/zod'), join(user, 'Projects/kelp-shop/src'), { recursive: true });
}

function offer(sum: string): string {
  return `Kelp & Sons\nHarbour Road 4\n\nOffer\n\nDear Mr Kelp,\n\nfor the new shop we offer\n\n    design        ${sum}\n    building      3,400\n\nThe work begins on Monday.\n`;
}

async function backUpSomeTimes(): Promise<void> {
  await holdfast('init', drive);
  await holdfast(
    'plan',
    'add',
    'Documents',
    '--repository',
    drive,
    '--folder',
    join(user, 'Documents'),
    '--folder',
    join(user, 'Pictures'),
  );
  await holdfast(
    'plan',
    'add',
    'Projects',
    '--repository',
    drive,
    '--folder',
    join(user, 'Projects'),
    '--exclude',
    'node_modules/',
    '--exclude',
    '*.map',
  );
  await holdfast('backup', 'Documents', 'Projects');
  writeFileSync(join(user, 'Documents/Letters/offer to Kelp & Sons.txt'), offer('1,350'));
  writeFileSync(join(user, 'Documents/Invoices/2026-10.csv'), 'number,customer,sum\n'.repeat(400));
  await holdfast('backup', 'Documents');
  rmSync(join(user, 'Documents/Letters/to the bank.txt'));
  writeFileSync(join(user, 'Documents/notes.md'), '# Notes\n\n- call the printer\n');
  writeFileSync(join(user, 'Documents/Letters/offer to Kelp & Sons.txt'), offer('1,500'));
  await holdfast('backup', 'Documents');
}

function holdfast(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [program, '--home', join(folder, 'holdfast'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`holdfast ${args[0]} ended with ${code}`)),
    );
  });
}

async function startHost(): Promise<{ readonly url: string; stop(): void }> {
  const child = spawn(process.execPath, [program, '--home', join(folder, 'holdfast'), 'serve'], {
    env: { ...process.env, HOME: user },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: line, stop: () => child.kill('SIGTERM') };
  }
  throw new Error('The host did not start.');
}

/** Chromium refuses root its sandbox. */
function sandbox(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
