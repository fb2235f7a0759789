import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addServer, backUpInWindow, openDump, planInWindow } from '../helpers/database-in-window.ts';
import { looks } from '../helpers/open-page.ts';
import { openPlan } from '../helpers/open-plan.ts';
import { startPostgres, type TestPostgres } from '../helpers/postgres.ts';
import { expectClean, expectSound, go } from '../helpers/sound-page.ts';
import { layoutShift, watchLayout } from '../helpers/watch-layout.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();
let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres({ superuserPassword: 'open sesame' });
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('shop', shop);
});
afterAll(() => server.close());

const tables = `
  CREATE TABLE customer (id integer PRIMARY KEY, name text NOT NULL);
  CREATE TABLE "order" (id integer PRIMARY KEY, customer integer REFERENCES customer, sum numeric(10, 2));
  CREATE TABLE tick (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
  INSERT INTO customer SELECT i, 'customer ' || i FROM generate_series(1, 200) i;
  INSERT INTO "order" SELECT i, i % 200 + 1, i * 1.25 FROM generate_series(1, 1000) i`;
const shop = `${tables}; CREATE VIEW turnover AS SELECT customer, sum(sum) FROM "order" GROUP BY customer`;

const uri = () => `postgresql://postgres:open%20sesame@${server.tcpHost}:${server.port}/shop`;

test('a folder and a database that is being written to are planned, backed up, proven and restored', async () => {
  const { host, page, complaints } = await openWindow({ prepare: fill });
  const stopWriting = keepWriting();
  await planInWindow(page, {
    name: 'Shop',
    folder: 'Documents',
    uri: uri(),
    repository: join(host.folder, 'drive'),
  });
  await backUpInWindow(page);
  await page.getByText('Not yet proven by restore.').waitFor();
  await stopWriting();

  await openDump(page, 'shop');
  await page.getByRole('button', { name: 'Prove now' }).click();
  await page.getByText(/^Restored on this computer with PostgreSQL .* comparisons held/).waitFor();
  await page.getByText('proven by restore just now').first().waitFor();
  await go(page, '/');
  await page.getByText('Proven by restore just now.').waitFor();

  await openDump(page, 'shop');
  await page.getByRole('link', { name: 'Restore…' }).click();
  await page.getByLabel('Name of the database there').fill('shop copy');
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByRole('heading', { name: 'A new database “shop copy” would be made.' }).waitFor();
  await page.getByRole('button', { name: 'Restore now' }).click();
  await page.getByRole('heading', { name: 'Restored.' }).waitFor();

  for (const table of ['customer', '"order"', 'turnover']) {
    expect(await rowsOf('shop copy', table)).toEqual(await rowsOf('shop', table));
  }
  // Ticks went on after the dump's state: what it holds is all that there was then.
  const [ticks, all] = [await rowsOf('shop copy', 'tick'), await rowsOf('shop', 'tick')];
  expect(ticks.length).toBeGreaterThan(0);
  expect(all.slice(0, ticks.length)).toEqual(ticks);
  expect(await page.getByText(`3 tables, ${(1200 + ticks.length).toLocaleString('en-GB')} rows`).count()).toBe(1);

  await page.getByRole('link', { name: 'Undo this restore…' }).click();
  await confirm(page, 'Undo now');
  await page.getByRole('heading', { name: 'Undone.' }).waitFor();
  expect(await server.sql('postgres', `SELECT FROM pg_database WHERE datname = 'shop copy'`)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('chosen tables are put back over the database that is there, and what was replaced is brought back', async () => {
  await server.sql('postgres', 'CREATE DATABASE till');
  await server.sql('till', tables);
  const { host, page } = await openWindow();
  await planInWindow(page, {
    name: 'Till',
    uri: uri().replace('/shop', '/till'),
    repository: join(host.folder, 'drive'),
  });
  await backUpInWindow(page);
  const before = await rowsOf('till', '"order"');
  await server.sql('till', 'DELETE FROM "order" WHERE id > 10; UPDATE customer SET name = upper(name)');
  const customers = await rowsOf('till', 'customer');

  await openDump(page, 'till');
  await page.getByRole('link', { name: 'Restore…' }).click();
  await page.getByLabel('Only some tables').check();
  await page.getByLabel('public.order').check();
  await page.getByLabel(/^Over “till”/).check();
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByRole('heading', { name: '1 table of “till” would change.' }).waitFor();
  const listed = page.getByRole('region', { name: 'Tables that would change or stay' });
  await listed.getByText(/Replaced.*public\.order/).waitFor();
  await confirm(page, 'Restore now');
  await page.getByRole('heading', { name: 'Restored.' }).waitFor();
  expect(await rowsOf('till', '"order"')).toEqual(before);
  expect(await rowsOf('till', 'customer')).toEqual(customers);

  await page.getByRole('link', { name: 'Undo this restore…' }).click();
  await confirm(page, 'Undo now');
  await page.getByRole('heading', { name: 'Undone.' }).waitFor();
  expect(await rowsOf('till', '"order"')).toHaveLength(10);
});

test('a server that can’t be reached, and a password that is wrong, are told of where they were given', async () => {
  const { page } = await openWindow({ width: 900, height: 600 });
  await go(page, '/plans/new');
  await addServer(page, uri().replace('sesame', 'barley'));
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page
    .getByRole('alert')
    .getByText(/does not let “postgres” in/)
    .waitFor();
  await page.getByLabel('Password').fill('open sesame');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText(/^Connected to PostgreSQL/).waitFor();
  await page.getByRole('list', { name: 'Databases on the server' }).getByLabel('shop', { exact: true }).isChecked();
  await page.getByLabel('Port', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page
    .getByRole('alert')
    .getByText(/can’t be reached/)
    .waitFor();
  await page.getByLabel('Connection URI').fill('mysql://localhost');
  await page.getByLabel('Connection URI').press('Enter');
  await page.getByText('This is no URI of one PostgreSQL server.').waitFor();
});

describe.each(looks)('$name', (look) => {
  test('axe finds nothing on any page of databases, and nothing moves by itself', async () => {
    const { host, page, complaints } = await openWindow({ prepare: fill, ...look });
    await planInWindow(page, {
      name: 'Shop',
      folder: 'Documents',
      uri: uri(),
      repository: join(host.folder, 'drive'),
    });
    await backUpInWindow(page);
    await backUpInWindow(page);
    await expectSound(page, 'Everything is backed up.');
    await go(page, '/databases');
    await expectSound(page, 'The newest dump is not yet proven by restoring it.');
    await watchLayout(page);
    await openDump(page, 'shop');
    await page.getByRole('button', { name: /public\.customer/ }).click();
    await page
      .getByRole('img', { name: /^Rows of public\.customer: 200 on/ })
      .last()
      .waitFor();
    await expectSound(page, /^“shop” as it was/);
    expect(await layoutShift(page)).toBeLessThan(0.1);
    await page.getByRole('link', { name: 'Restore…' }).click();
    await page.getByLabel('To another server').check();
    await expectSound(page, /^Restore “shop”/);
    await page.getByLabel('Into a new database').check();
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await expectSound(page, /^A new database/);
    await go(page, '/time');
    await page.getByRole('region', { name: 'Databases of the snapshot' }).getByRole('link', { name: 'shop' }).waitFor();
    await expectSound(page, /^“Shop” as it was/);
    await go(page, '/activity/verification');
    await page.getByRole('button', { name: 'Prove the newest dump of “shop”' }).waitFor();
    await expectClean(page);
    await openPlan(page, 'Shop');
    await page.getByRole('button', { name: 'Change the server “main”' }).click();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText(/^Connected to PostgreSQL/).waitFor();
    await expectSound(page, 'Shop');
    expect(complaints).toEqual([]);
  });
});

async function fill(user: string): Promise<void> {
  await mkdir(join(user, 'Documents'));
  await writeFile(join(user, 'Documents', 'letter.txt'), 'Dear customer\n');
}

/** Writes until it is told to stop. */
function keepWriting(): () => Promise<void> {
  let going = true;
  const written = (async () => {
    while (going) await server.sql('shop', 'INSERT INTO tick DEFAULT VALUES');
  })();
  return async () => {
    going = false;
    await written;
  };
}

const rowsOf = (database: string, table: string) => server.sql(database, `SELECT * FROM ${table} ORDER BY 1`);

/** Types the phrase that is asked for, if one is, and presses the button. */
async function confirm(page: Page, button: string): Promise<void> {
  const go = page.getByRole('button', { name: button });
  await go.waitFor();
  const field = page.getByLabel(/^Type “/);
  if ((await field.count()) > 0) {
    const asked = (await page.getByText(/^Type “/).textContent()) ?? '';
    await field.fill(/“(.*)”/.exec(asked)?.[1] ?? '');
  }
  await go.click();
}
