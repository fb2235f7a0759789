import {
  chooseLanguage,
  type Language,
  type LanguageChoice,
  languageChoiceSchema,
  locales,
} from '#shared/domain/language.ts';

const key = 'holdfast-language';

// Some of this is read by tests outside a browser, where English is what is expected.
const inBrowser = typeof window !== 'undefined';
const language: Language = inBrowser ? chooseLanguage(remembered(), window.navigator.language) : 'en';

/** What the window is written in. It holds for as long as the page is loaded. */
export const currentLanguage = (): Language => language;

/** How numbers, times and names are written in that language. */
export const locale: string = locales[language];

/**
 * Keeps to what the settings say: the choice is remembered for the next time, when it is needed before they are known,
 * and a page in another language loads again, once. Where nothing can be remembered it stays as it is.
 */
export function followLanguage(choice: LanguageChoice): void {
  if (choice !== remembered()) window.localStorage.setItem(key, choice);
  if (remembered() !== choice) return;
  if (chooseLanguage(choice, window.navigator.language) !== language) window.location.reload();
}

function remembered(): LanguageChoice {
  const { success, data } = languageChoiceSchema.safeParse(window.localStorage.getItem(key));
  return success ? data : 'system';
}
