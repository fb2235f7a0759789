import type { Language } from '#shared/domain/language.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';

const words: { readonly [Name in Language]: Words } = { en, de };

export const wordsOf = (language: Language): Words => words[language];
