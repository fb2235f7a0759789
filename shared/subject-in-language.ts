import type { Language } from './domain/language.ts';
import { subjects } from './phrases/book/subjects.ts';
import { createTranslator } from './phrases/translator.ts';

const inGerman = createTranslator(() => subjects);

/** What a run is about, or what was done to by somebody, in a language; names and paths stay as they are. */
export const subjectInLanguage = (subject: string, language: Language): string =>
  language === 'en' ? subject : inGerman(subject);
