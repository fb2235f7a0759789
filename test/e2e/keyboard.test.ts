import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { twice } from '../helpers/papers-in-window.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

test('the first stop of Tab leads past the places to the page', async () => {
  const { page } = await openWindow({ prepare: twice });
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('BUTTON: Skip to the page');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('whoever goes to another page is at its heading, also where it is read first', async () => {
  const { page } = await openWindow({ prepare: twice });
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  expect(await focused(page)).toMatch(/^BODY/);
  for (const [place, heading] of places) {
    await page.getByRole('navigation').getByRole('link', { name: place }).press('Enter');
    await expect.poll(() => focused(page)).toMatch(heading);
  }
  await page.goBack();
  await expect.poll(() => focused(page)).toMatch(/^H1: Backup of “Papers”/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to plans');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/^H1: 1 plan/);
});

const places = [
  ['Time', /^H1: “Papers” as it was/],
  ['Plans', /^H1: 1 plan/],
  ['Activity', /^H1: Backup of “Papers”/],
  ['Settings', /^H1: (Holdfast has|\d+ things? needs?)/],
] as const;

test('a page that asks for something keeps the focus where it is to be typed', async () => {
  const { page } = await openWindow({ prepare: twice });
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('report');
  await page.keyboard.press('End');
  await page.getByRole('option', { name: 'Find “report” in all snapshots' }).click();
  await page.getByRole('heading', { name: /^\d versions of names/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
});

test('who asked for less motion sees none', async () => {
  const { page } = await openWindow({ prepare: twice, reducedMotion: 'reduce' });
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
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
