import type { Language } from '../domain/language.ts';
import type { ErrorDetails } from './error-details.ts';
import type { ErrorCode } from './error-kinds.ts';
import type { Sentence } from './sentence.ts';
import { de } from './sentences/de.ts';
import { en } from './sentences/en.ts';

const sentencesIn: Readonly<Record<Language, Readonly<Record<ErrorCode, Sentence>>>> = { en, de };

/**
 * What happened, why, and what to do next, in a language. Apart from the errors themselves, which are English: German brings
 * all that is ever said in words along, and a thread that works has no use for it.
 */
export const errorSentence = (code: ErrorCode, details: ErrorDetails, language: Language): string =>
  sentencesIn[language][code](details);
