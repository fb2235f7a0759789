import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dump } from '#shared/domain/database.ts';
import type { Run } from '#shared/domain/run.ts';
import { type LaunchedHost, launchHost } from '../helpers/launch-host.ts';
import { launchBrowser, openPage } from '../helpers/open-page.ts';
import { startPostgres, type TestPostgres } from '../helpers/postgres.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectSound, go } from '../helpers/sound-page.ts';

let server: TestPostgres;
let host: LaunchedHost;
beforeAll(async () => {
  server = await startPostgres({ superuserPassword: 'open sesame' });
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('shop', 'CREATE TABLE item AS SELECT n, md5(n::text) AS name FROM generate_series(1, 50) AS n');
  host = await launchHost({ prepare: (user) => mkdir(join(user, 'Documents')) });
});
afterAll(() => Promise.all([host.stop(), server.close()]));

const holdfast = (...args: readonly string[]) => runHoldfast(join(host.folder, 'home'), ...args);
const listed = async <Item>(...args: readonly string[]): Promise<readonly Item[]> =>
  JSON.parse(await holdfast(...args, '--json'));

/** Something of everything there is a page for. */
async function fill(): Promise<void> {
  const [drive, letter] = [join(host.folder, 'drive'), join(host.user, 'Documents', 'letter')];
  const uri = `postgresql://postgres:open%20sesame@${server.tcpHost}:${server.port}/shop`;
  await writeFile(letter, 'first\nsecond\n');
  await holdfast('init', drive);
  await holdfast(
    'plan',
    'add',
    'Shop',
    '--repository',
    drive,
    '--folder',
    join(host.user, 'Documents'),
    '--database',
    uri,
  );
  await holdfast('backup', 'Shop');
  await writeFile(letter, 'first\nchanged\n');
  await holdfast('backup', 'Shop');
  await holdfast('restore', 'latest', '--to', join(host.folder, 'back'));
  await holdfast('restore-database', 'latest', 'shop', '--create', '--as', 'shop_copy');
}

/** An address for each of the paths that the router knows. */
async function addresses(): Promise<Readonly<Record<string, string>>> {
  const plans = await listed<{ readonly plan: { readonly id: string } }>('plan', 'list');
  const snapshots = await listed<{ readonly id: string }>('snapshots');
  const runs = await listed<Run>('runs');
  const dumps = await listed<Dump>('databases');
  const [plan, newest, oldest] = [plans[0]?.plan.id ?? '', snapshots[0]?.id ?? '', snapshots.at(-1)?.id ?? ''];
  const runOf = (kind: Run['kind']): string => runs.find((run) => run.kind === kind)?.id ?? '';
  const letter = encodeURIComponent(join(host.user, 'Documents', 'letter'));
  const dump = `snapshot=${newest}&source=${dumps[0]?.sourceId}&database=shop`;
  return {
    '/': '/',
    '/start/protect': '/start/protect',
    '/start/connect': '/start/connect',
    '/time': `/time?plan=${plan}&snapshot=${newest}&path=${letter}`,
    '/compare': `/compare?path=${letter}&from=${oldest}&to=${newest}`,
    '/restore': `/restore?snapshot=${oldest}`,
    '/restore/undo/$runId': `/restore/undo/${runOf('restore')}`,
    '/databases': '/databases',
    '/databases/dump': `/databases/dump?${dump}`,
    '/databases/restore': `/databases/restore?${dump}`,
    '/databases/undo/$runId': `/databases/undo/${runOf('restore-database')}`,
    '/plans': '/plans',
    '/plans/new': '/plans/new',
    '/plans/$planId': `/plans/${plan}`,
    '/plans/$planId/unusual': `/plans/${plan}/unusual`,
    '/activity': '/activity',
    '/activity/schedules': '/activity/schedules',
    '/activity/drives': '/activity/drives',
    '/activity/audit': '/activity/audit',
    '/activity/verification': '/activity/verification',
    '/activity/$runId': `/activity/${runOf('backup')}`,
    '/settings': '/settings',
    '/settings/notifications': '/settings/notifications',
    '/settings/repositories': '/settings/repositories',
  };
}

const router = readFileSync(fileURLToPath(new URL('../../renderer/app/router.tsx', import.meta.url)), 'utf8');

test('on every page, in light and dark, axe finds nothing and nothing is wider than the window', async () => {
  await fill();
  const all = await addresses();
  expect(Object.keys(all).sort()).toEqual([...router.matchAll(/ path: '([^']+)'/g)].map(([, path]) => path).sort());
  const browser = await launchBrowser();
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, complaints } = await openPage(browser, host.url, { colorScheme });
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const [path, address] of Object.entries(all)) {
      await look(page, address).catch((error: unknown) => found.push(`${path}, ${colorScheme}: ${error}`));
    }
    found.push(...complaints);
  }
  await browser.close();
  expect(found).toEqual([]);
});

async function look(page: Page, address: string): Promise<void> {
  await go(page, address);
  // What only waits for data is no page yet.
  await page.waitForFunction(() => document.querySelector('[role="status"][aria-label="Reading…"]') === null);
  await expectSound(page, /./);
}
