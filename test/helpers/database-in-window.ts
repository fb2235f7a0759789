import type { Page } from 'playwright-core';
import { go } from './sound-page.ts';

interface NewPlan {
  readonly name: string;
  /** As it is offered: the name of a folder in the user's home. Absent: the plan has databases alone. */
  readonly folder?: string;
  readonly uri: string;
  /** Folder of the repository, which is made. */
  readonly repository: string;
}

/** Makes a plan on the page for new ones: a folder, a server by its URI, tested, and a repository. */
export async function planInWindow(page: Page, { name, folder, uri, repository }: NewPlan): Promise<void> {
  await go(page, '/plans/new');
  if (folder !== undefined) await page.getByRole('button', { name: folder, exact: true }).click();
  await addServer(page, uri);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText(/^Connected to PostgreSQL/).waitFor();
  await page.getByLabel('Only when I ask for it').check();
  await page.getByRole('button', { name: 'New repository…' }).click();
  await page.getByRole('button', { name: 'Another folder…' }).click();
  const where = page.getByRole('textbox', { name: 'New repository…' });
  await where.fill(repository);
  await where.press('Enter');
  await page.getByText('is not there yet. It will be made.').waitFor();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.getByRole('button', { name: 'Make the repository here' }).click();
  await page.getByRole('button', { name: 'Make the repository here' }).waitFor({ state: 'detached' });
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create plan' }).click();
  await page.getByRole('list', { name: 'Plans' }).waitFor();
}

/** A URI fills the fields, and is gone from sight with its password. */
export async function addServer(page: Page, uri: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a PostgreSQL server…' }).click();
  const field = page.getByLabel('Connection URI');
  await field.fill(uri);
  await field.press('Enter');
  await page.getByText('The fields below were filled in from it.').waitFor();
}

/** Backs up the only plan, on Home, and waits until it is well. */
export async function backUpInWindow(page: Page): Promise<void> {
  await go(page, '/');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
}

/** Opens the newest dump of a database from the list of all of them. */
export async function openDump(page: Page, database: string): Promise<void> {
  await go(page, '/databases');
  await page.getByRole('region', { name: 'Databases by name' }).getByRole('link', { name: database }).click();
  await page.getByRole('heading', { level: 1, name: `“${database}” as it was` }).waitFor();
}
