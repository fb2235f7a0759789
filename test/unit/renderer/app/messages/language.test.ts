import { afterEach, expect, test, vi } from 'vitest';

interface Page {
  readonly navigator: { readonly language: string };
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly location: { readonly reload: () => void };
}

/** What of a browser is needed, with a count of how often its page was loaded again. */
function pageIn(language: string, stored = new Map<string, string>()) {
  const counts = { reloads: 0 };
  const page: Page = {
    navigator: { language },
    localStorage: { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) },
    location: {
      reload: () => {
        counts.reloads += 1;
      },
    },
  };
  return { page, stored, counts };
}

/** The modules as they are after a page has loaded. */
async function load(page: Page) {
  vi.stubGlobal('window', page);
  vi.resetModules();
  const language = await import('../../../../../renderer/app/messages/language.ts');
  const { t } = await import('../../../../../renderer/app/messages/t.ts');
  return { ...language, t };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('without a choice the page is in the language of the system, where Holdfast speaks it', async () => {
  const german = await load(pageIn('de-AT').page);
  expect([german.currentLanguage(), german.locale, german.t('nav.settings')]).toEqual(['de', 'de-DE', 'Einstellungen']);
  const other = await load(pageIn('fr').page);
  expect([other.currentLanguage(), other.locale, other.t('nav.settings')]).toEqual(['en', 'en-GB', 'Settings']);
});

test('what the settings say is remembered, and the page loads again once', async () => {
  const { page, stored, counts } = pageIn('en-GB');
  const before = await load(page);
  before.followLanguage('system');
  before.followLanguage('de');
  expect(counts.reloads).toBe(1);
  const after = await load(pageIn('en-GB', stored).page);
  after.followLanguage('de');
  expect([after.currentLanguage(), counts.reloads]).toEqual(['de', 1]);
});

test('a window beside the one in which another language was chosen follows too', async () => {
  const { page, stored, counts } = pageIn('en-GB');
  const beside = await load(page);
  stored.set('holdfast-language', 'de');
  beside.followLanguage('de');
  expect(counts.reloads).toBe(1);
});

test('a choice of the language that is shown already loads nothing again', async () => {
  const { page, counts } = pageIn('de-DE');
  (await load(page)).followLanguage('de');
  expect(counts.reloads).toBe(0);
});

test('where nothing can be remembered, the page does not load again and again', async () => {
  const { page, counts } = pageIn('en-GB');
  const forgetful = { ...page, localStorage: { getItem: () => null, setItem: () => undefined } };
  (await load(forgetful)).followLanguage('de');
  expect(counts.reloads).toBe(0);
});

test('something else that was kept there counts for nothing', async () => {
  const { page } = pageIn('de', new Map([['holdfast-language', 'klingon']]));
  expect((await load(page)).currentLanguage()).toBe('de');
});
