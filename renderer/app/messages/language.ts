import { chooseLanguage, type Language } from '#shared/domain/language.ts';

/** What the window is written in. */
export const currentLanguage = (): Language => chooseLanguage('en', undefined);
