import type { Language } from '../domain/language.ts';

/** Numbers in an English text as a language writes them: `1,234 of 1.5 GB` becomes `1.234 of 1,5 GB`. */
export const numbersInLanguage = (text: string, language: Language): string =>
  language === 'en' ? text : text.replace(/(?<=\d)[.,](?=\d)/g, (mark) => (mark === '.' ? ',' : '.'));
