import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { englishLeft } from '../helpers/english-left.ts';
import { openPage } from '../helpers/open-page.ts';
import { twice } from '../helpers/papers-in-window.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectClean, expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

/** Where German, which is longer, has the least room; in wide windows the English pages are looked at. */
const tight = [
  { colorScheme: 'light', width: 640, height: 400 },
  { colorScheme: 'dark', width: 900, height: 600 },
] as const;
/** So many pages take their time on a busy machine. */
const patient = { timeout: 360_000 };

test(
  'in German each page is sound in a small window, and says nothing in English that has a German text',
  patient,
  async () => {
    const { host, page: first } = await openWindow({ prepare: twice });
    const browser = first.context().browser();
    if (browser === null) throw new Error('The page has no browser.');
    for (const look of tight) {
      const { page, context, complaints } = await openPage(browser, host.url, { ...look, locale: 'de-DE' });
      await expectGerman(page, 'Alles ist gesichert.');
      expect(await page.getAttribute('html', 'lang')).toBe('de');
      for (const [path, heading] of pages) {
        await go(page, path);
        await expectGerman(page, heading);
      }
      await expectPagesOfOne(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Befehle' }).waitFor();
      await expectClean(page);
      expect(await englishLeft(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  },
);

const pages: readonly (readonly [path: string, heading: RegExp])[] = [
  ['/time', /^„Papers“, wie es .* war/],
  ['/time?find=letter', /^1 Version eines Namens mit „letter“/],
  ['/restore?snapshot=latest', /^Alles aus „Papers“ wiederherstellen/],
  ['/databases', /^Noch wurde keine Datenbank gesichert/],
  ['/plans', /^1 Plan schützt 1 Ordner/],
  ['/plans/new', /^Was soll gesichert werden/],
  ['/activity', /^Sicherung von „Papers“: erfolgreich/],
  ['/activity/schedules', /^Nichts beginnt von selbst/],
  ['/activity/drives', /Laufwerk/],
  ['/activity/audit', /hat einen Plan hinzugefügt/],
  ['/activity/verification', /^Noch wurde nichts auf Schäden geprüft/],
  ['/settings', /^Holdfast hat alles|Aufmerksamkeit/],
  ['/settings/notifications', /^Niemand erfährt|^Sie werden/],
  ['/settings/repositories', /sind frei/],
  ['/start/protect', /^Diesen Computer schützen/],
  ['/start/connect', /^Wo liegen Ihre Sicherungen/],
];

/** Those of a plan, a run, a dry run and a comparison, reached as people reach them. */
async function expectPagesOfOne(page: Page): Promise<void> {
  await go(page, '/plans');
  await page.getByRole('main').getByRole('link', { name: 'Papers' }).first().click();
  await expectGerman(page, 'Papers');
  await go(page, '/activity');
  await page.getByRole('region', { name: 'Läufe' }).getByRole('link').first().click();
  await expectGerman(page, /^Sicherung von „Papers“: erfolgreich$/);
  await go(page, '/restore?snapshot=latest&step=plan');
  await expectGerman(page, /^\d+ Änderung/);
  await page.getByRole('region', { name: 'Was geschrieben oder gelöscht würde' }).getByRole('link').first().click();
  await expectGerman(page, /Zeile/);
}

async function expectGerman(page: Page, heading: string | RegExp): Promise<void> {
  await expectSound(page, heading);
  expect(await englishLeft(page)).toEqual([]);
}

test('the language is chosen in the settings or on the command line, and the page follows', async () => {
  const { host, page } = await openWindow({ prepare: twice });
  const home = join(host.folder, 'home');
  const heading = (name: RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  await go(page, '/settings');
  await heading(/^Holdfast has|need/);
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  await page.getByRole('radiogroup', { name: 'Language' }).getByText('Deutsch').click();
  await heading(/^Holdfast hat|Aufmerksamkeit/);
  expect(await page.getAttribute('html', 'lang')).toBe('de');
  expect(await runHoldfast(home, 'settings', 'get', 'language')).toBe('de\n');
  await page.reload();
  await heading(/^Holdfast hat|Aufmerksamkeit/);
  await runHoldfast(home, 'settings', 'set', 'language', 'system');
  await heading(/^Holdfast has|need/);
});

test('numbers are written as German has them', async () => {
  const { page } = await openWindow({ prepare: twice, locale: 'de-DE' });
  await page.getByRole('heading', { level: 1, name: 'Alles ist gesichert.' }).waitFor();
  await go(page, '/settings/repositories');
  await page.getByText(/^\d+(,\d+)? GB von \d+(,\d+)? [GT]B frei$/).waitFor();
  await go(page, '/settings');
  await expect
    .poll(() => page.getByLabel('Auf jedem Laufwerk frei halten').inputValue(), { timeout: 30_000 })
    .toBe('268 MB');
});
