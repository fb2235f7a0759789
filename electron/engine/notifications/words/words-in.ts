import type { Language } from '#shared/domain/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { EventWords } from './event-words.ts';

const tables: Readonly<Record<Language, EventWords>> = { en, de };

/** What messages to people are made of, in a language. */
export const wordsIn = (language: Language): EventWords => tables[language];

/** An instant as people read it, in the computer's zone. */
export const moment = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(wordsIn(language).locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
