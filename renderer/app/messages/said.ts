import { inLanguage } from '#shared/in-language.ts';
import { subjectInLanguage } from '#shared/subject-in-language.ts';
import { currentLanguage } from './language.ts';

/** What the engine said in English, in the language of the window. */
export const said = (message: string): string => inLanguage(message, currentLanguage());

/** What a run is about, in the language of the window. */
export const saidSubject = (subject: string): string => subjectInLanguage(subject, currentLanguage());
