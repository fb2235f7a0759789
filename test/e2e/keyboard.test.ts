import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

/** Home, where there is no plan yet. */
const start = 'Nothing is backed up yet.';
/** Longer than the usual second: the machine may be busy. */
const patient = { timeout: 30_000 };

test('the first stop of Tab leads past the places to the page', async () => {
  const { page } = await openWindow();
  await page.getByRole('heading', { name: start }).waitFor();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('BUTTON: Skip to the page');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('whoever goes to another page is at its heading, also where it is read first', async () => {
  const { page } = await openWindow();
  await page.getByRole('heading', { name: start }).waitFor();
  expect(await focused(page)).toMatch(/^BODY/);
  for (const [place, heading] of places) {
    await page.getByRole('navigation').getByRole('link', { name: place }).press('Enter');
    await expect.poll(() => focused(page), patient).toMatch(heading);
  }
  await page.goBack();
  await expect.poll(() => focused(page), patient).toBe('H1: Nothing has happened yet.');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to plans');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page), patient).toBe('H1: There is no plan yet.');
});

const places = [
  ['Time', 'H1: There is nothing to go back to yet.'],
  ['Plans', 'H1: There is no plan yet.'],
  ['Activity', 'H1: Nothing has happened yet.'],
  ['Settings', /^H1: (Holdfast has|\d+ things? needs?)/],
] as const;

test('a page that asks for something keeps the focus where it is to be typed', async () => {
  const { page } = await openWindow();
  await page.getByRole('heading', { name: start }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('connect a repository');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Where are your backups?' }).waitFor();
  await expect.poll(() => focused(page), patient).toBe('INPUT: ');
});

test('who asked for less motion sees none', async () => {
  const { page } = await openWindow({ reducedMotion: 'reduce' });
  await page.getByRole('heading', { name: start }).waitFor();
  const moving = await page.evaluate(() => {
    const times = [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
      return [...(animationName === 'none' ? [] : [animationDuration]), transitionDuration];
    });
    return times.filter((time) => time.split(', ').some((one) => Number.parseFloat(one) > 0));
  });
  expect(moving).toEqual([]);
});

/** What has the focus: H1: Everything is backed up. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return `${activeElement?.tagName}: ${activeElement === document.body ? '' : activeElement?.textContent}`;
  });
