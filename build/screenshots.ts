import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type ShopServer, startShop } from './shop-server.ts';
import { projectRoot } from './vite/paths.ts';

/**
 * Makes the pictures of the README in `.github/screenshots` from the built program, a real host and a real browser:
 * a person's folders are made up, backed up several times and looked at. The backups are real; only their times are
 * moved apart afterwards, as if they had been made over some weeks. Run it after `npm run build`:
 * `node build/screenshots.ts`.
 */
const target = join(projectRoot, '.github/screenshots');
const program = join(projectRoot, 'dist/node/holdfast.js');
/** Names that a reader may see: the same each time. */
const user = join(tmpdir(), 'ada');
const drive = join(tmpdir(), 'ada-drive', 'Holdfast');
const folders = [user, join(drive, '..')];
const home = join(user, '.holdfast');
const hour = 60 * 60_000;

async function main(): Promise<void> {
  if (folders.some((folder) => existsSync(folder)))
    throw new Error(`In the way: ${folders.join(', ')}. Remove them first.`);
  const shop = await startShop();
  try {
    mkdirSync(target, { recursive: true });
    fillHome();
    await backUpSomeTimes();
    if (shop !== undefined) await backUpShop(shop);
    moveApart('documents', [500, 430, 340, 333, 236, 150, 142, 73, 49, 26, 3]);
    moveApart('projects', [290, 4]);
    if (shop !== undefined) moveApart('shop', shopHours);
    rmSync(home, { recursive: true });
    await holdfast('connect', drive);
    change('Letters/to the tax office.txt', 'Dear Sir or Madam,\n\nsee the attached list.\n');
    await holdfast('backup', 'Documents');
    await holdfast('verify', '--plan', 'Documents');
    if (shop !== undefined) await holdfast('verify', '--plan', 'Shop', '--test-restore');
    await holdfast(
      'restore',
      'Documents/latest',
      '--path',
      join(user, 'Documents/notes.md'),
      '--to',
      join(user, 'Desktop'),
    );
    const host = await startHost();
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: sandbox(),
    });
    try {
      await takeAll(browser, host.url);
      if (shop !== undefined) await takeDatabases(browser, host.url, shop);
    } finally {
      await browser.close();
      host.stop();
    }
  } finally {
    await shop?.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  await take(browser, url, { name: 'home', colorScheme: 'light' }, async (page) => {
    await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  });
  await take(browser, url, { name: 'start', colorScheme: 'light' }, async (page) => {
    await page.goto(new URL('/start/protect', url).href);
    await page.getByText(/ folders, [0-9.]+ [kMG]?B$/).waitFor();
  });
  await take(browser, url, { name: 'time', colorScheme: 'light' }, showLetter);
  await take(browser, url, { name: 'time-dark', colorScheme: 'dark' }, showLetter);
  await take(browser, url, { name: 'compare', colorScheme: 'light' }, async (page) => {
    await page.getByRole('link', { name: 'Time' }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('region', { name: 'Differences' }).getByRole('button').first().waitFor();
  });
  await takeRestore(browser, url, { name: 'restore', colorScheme: 'light' });
  await takeRestore(browser, url, { name: 'restore-dark', colorScheme: 'dark' });
  await takeRestore(browser, url, { name: 'restore-narrow', colorScheme: 'light', width: 720, height: 900 });
  await take(browser, url, { name: 'plan', colorScheme: 'light' }, async (page) => {
    await page.getByRole('link', { name: 'Plans' }).click();
    await page.getByRole('link', { name: 'Projects', exact: true }).click();
    await page.getByRole('link', { name: 'Projects', exact: true }).waitFor({ state: 'detached' });
    await page.getByText(/left out,/).scrollIntoViewIfNeeded();
  });
  await take(browser, url, { name: 'running', colorScheme: 'light' }, async (page) => {
    fillWithVideos();
    await page.getByRole('button', { name: 'Back up now: Projects' }).click();
    await page.getByText(/^Copying · .* of 480 MB · .*B\/s/).waitFor();
  });
  await take(browser, url, { name: 'activity', colorScheme: 'light' }, async (page) => {
    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByRole('region', { name: 'Runs' }).getByRole('link').first().waitFor();
  });
}

/** A database that grew: what its dumps hold, how it got into a plan, and its way back. */
async function takeDatabases(browser: Browser, url: string, shop: ShopServer): Promise<void> {
  await shop.spoil();
  const looks: readonly Look[] = [
    { name: 'databases', colorScheme: 'light' },
    { name: 'databases-dark', colorScheme: 'dark' },
    { name: 'databases-narrow', colorScheme: 'light', width: 900, height: 600 },
  ];
  for (const look of looks) {
    const page = await openLook(browser, url, look);
    await showShop(page);
    await shoot(page, look.name);
    await page.getByRole('link', { name: 'Restore…' }).click();
    await page.getByLabel(/^Over “shop”/).check();
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await page.getByRole('heading', { name: /would be replaced/ }).waitFor();
    await shoot(page, `${look.name}-restore`);
    await page.getByRole('link', { name: 'Plans' }).click();
    await page.getByRole('link', { name: 'Shop', exact: true }).click();
    await page.getByRole('button', { name: 'Change the server “shop”' }).click();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText(/^Connected to PostgreSQL/).scrollIntoViewIfNeeded();
    await shoot(page, `${look.name}-plan`);
    await page.context().close();
  }
}

/** The newest dump of the shop, with one of its tables large. */
async function showShop(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await command(page, 'Show databases and their dumps');
  await page
    .getByRole('region', { name: 'Databases by name' })
    .getByRole('link', { name: /^Proven shop/ })
    .click();
  await page.getByRole('heading', { level: 1, name: '“shop” as it was' }).waitFor();
  await page
    .getByRole('img', { name: /^Rows of stock\.movement: .* dumps$/ })
    .first()
    .waitFor();
}

/** Does what the command palette finds first for these words. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill(words);
  await page.keyboard.press('Enter');
}

/** A file's way back, and back again: each step a picture. What was restored is undone, so that the next look finds the same. */
async function takeRestore(browser: Browser, url: string, look: Look): Promise<void> {
  const page = await openLook(browser, url, look);
  const step = (name: string) => shoot(page, `${look.name}${name}`);
  await showLetter(page);
  await page.getByRole('button', { name: 'Restore this file…' }).click();
  await page.getByRole('heading', { name: /^Restore 1 item/ }).waitFor();
  await step('-choose');
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByRole('heading', { name: '1 change: 1 newer overwritten.' }).waitFor();
  await page.getByRole('region', { name: 'What would be written or deleted' }).getByRole('listitem').first().waitFor();
  await typePhrase(page);
  await step('');
  await page.getByRole('button', { name: 'Restore now' }).click();
  await page.getByRole('link', { name: 'Undo this restore…' }).waitFor();
  await step('-result');
  await page.getByRole('link', { name: 'Undo this restore…' }).click();
  await page.getByRole('heading', { name: /^1 change/ }).waitFor();
  await page.getByRole('region', { name: 'What would be written or deleted' }).getByRole('listitem').first().waitFor();
  await step('-undo');
  await typePhrase(page);
  await page.getByRole('button', { name: 'Undo now' }).click();
  await page.getByRole('heading', { name: 'Undone.' }).waitFor();
  await page.context().close();
}

/** The phrase that is asked for, where one is. */
async function typePhrase(page: Page): Promise<void> {
  const [asked] = await page.getByText(/^Type “/).allTextContents();
  if (asked !== undefined) await page.getByLabel(/^Type “/).fill(/“(.*)”/.exec(asked)?.[1] ?? '');
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
  readonly width?: number;
  readonly height?: number;
}

async function take(browser: Browser, url: string, look: Look, arrange: (page: Page) => Promise<void>): Promise<void> {
  const page = await openLook(browser, url, look);
  await arrange(page);
  await shoot(page, look.name);
  await page.context().close();
}

async function openLook(browser: Browser, url: string, look: Look): Promise<Page> {
  const { colorScheme, width = 1120, height = 700 } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  // The pointer is nobody's business in a picture.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(target, `${name}.png`), animations: 'disabled', caret: 'hide' });
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
  const to = ['--repository', drive];
  const from = (...names: string[]) => names.flatMap((name) => ['--folder', join(user, name)]);
  await holdfast('init', drive);
  await holdfast('plan', 'add', 'Documents', ...to, ...from('Documents', 'Pictures'));
  await holdfast(
    'plan',
    'add',
    'Projects',
    ...to,
    ...from('Projects'),
    '--exclude',
    'node_modules/',
    '--exclude',
    '*.map',
  );
  await holdfast('backup', 'Documents', 'Projects');
  for (const step of documentSteps) {
    step();
    await holdfast('backup', 'Documents');
  }
  writeFileSync(join(user, 'Projects/kelp-shop/src/basket.ts'), 'export const basket = [];\n');
  await holdfast('backup', 'Projects');
}

/** When the shop was backed up, in hours before now. */
const shopHours = [1340, 1170, 1002, 834, 666, 498, 330, 162, 2];

async function backUpShop(shop: ShopServer): Promise<void> {
  const folder = join(user, 'Shop');
  mkdirSync(folder);
  writeFileSync(join(folder, 'terms.txt'), 'Goods are paid for when they arrive.\n');
  await holdfast('plan', 'add', 'Shop', '--repository', drive, '--folder', folder, '--database', shop.uri);
  for (const _ of shopHours) {
    await shop.grow();
    await holdfast('backup', 'Shop');
  }
}

/** Enough that its copying can be watched. */
function fillWithVideos(): void {
  const folder = join(user, 'Projects/kelp-shop/videos');
  mkdirSync(folder);
  for (let index = 0; index < 60; index += 1) writeFileSync(join(folder, `${index}.mp4`), randomBytes(8_000_000));
}

const change = (path: string, text: string) => writeFileSync(join(user, 'Documents', path), text);

/** What happens to the documents between one backup and the next. */
const documentSteps: readonly (() => void)[] = [
  () => change('notes.md', '# Notes\n\n- call the printer\n'),
  () => change('Letters/offer to Kelp & Sons.txt', offer('1,350')),
  () => change('Invoices/2026-10.csv', 'number,customer,sum\n'.repeat(400)),
  () => change('notes.md', '# Notes\n\n- call the printer\n- buy stamps\n'),
  () => rmSync(join(user, 'Documents/Letters/to the bank.txt')),
  () => change('Letters/to the insurance.txt', 'Dear Sir or Madam,\n\nthe claim is attached.\n'),
  () => change('Letters/offer to Kelp & Sons.txt', offer('1,500')),
  () => change('Invoices/2026-11.csv', 'number,customer,sum\n'.repeat(90)),
  () => change('notes.md', '# Notes\n\n- buy stamps\n'),
  () => {
    change('Invoices/2026-11.csv', 'number,customer,sum\n'.repeat(120));
    change('Letters/offer to Kelp & Sons.txt', offer('1,450'));
  },
];

/** Gives a plan's snapshots, oldest first, the times so many hours ago, as their folders' names and manifests tell. */
function moveApart(plan: string, hoursAgo: readonly number[]): void {
  const snapshots = join(drive, 'plans', plan, 'snapshots');
  readdirSync(snapshots)
    .sort((a, b) => sequenceOf(join(snapshots, a)) - sequenceOf(join(snapshots, b)))
    .forEach((name, index) => {
      const at = new Date(Date.now() - (hoursAgo[index] ?? 0) * hour).toISOString();
      const file = join(snapshots, name, 'manifest.json');
      const moved = { ...dumpedAt(readManifest(file), at), startedAt: at, completedAt: at };
      writeFileSync(file, JSON.stringify(moved, null, 2));
      rmSync(join(snapshots, name, 'state.json'), { force: true });
      renameSync(join(snapshots, name), join(snapshots, `${at.slice(0, 19).replaceAll(':', '-')}Z`));
    });
}

interface Manifest {
  readonly sequence: number;
  readonly components: { readonly databases?: readonly object[] };
}

/** Its databases were dumped with it. */
const dumpedAt = (manifest: Manifest, at: string): Manifest => ({
  ...manifest,
  components: {
    ...manifest.components,
    ...(manifest.components.databases && {
      databases: manifest.components.databases.map((dump) => ({ ...dump, at })),
    }),
  },
});

const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8'));

const sequenceOf = (snapshot: string): number => readManifest(join(snapshot, 'manifest.json')).sequence;

function holdfast(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [program, '--home', home, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`holdfast ${args[0]} ended with ${code}`)),
    );
  });
}

async function startHost(): Promise<{ readonly url: string; stop(): void }> {
  const child = spawn(process.execPath, [program, '--home', home, 'serve'], {
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

await main();
