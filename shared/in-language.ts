import type { Language } from './domain/language.ts';
import { errorPhrases } from './phrases/error-phrases.ts';
import { phrases } from './phrases/in-language.ts';
import { createTranslator } from './phrases/translator.ts';

const inGerman = createTranslator(() => [...phrases, ...errorPhrases()]);

/**
 * A message of the engine in a language. The engine speaks English, in what it answers as in what it has written down (warnings and
 * errors of runs, years ago): here the sentence is found by its form. What is not of the engine's own making (what a server or the
 * system said) stays as it is.
 */
export const inLanguage = (message: string, language: Language): string =>
  language === 'en' ? message : inGerman(message);
