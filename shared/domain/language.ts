import { z } from 'zod';

/** What the window, the tray and messages are written in. Command line, logs and papers in a repository are English. */
export const languageSchema = z.enum(['en', 'de']);
export type Language = z.infer<typeof languageSchema>;

/** How numbers, times and names are written in each. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

export const languageChoiceSchema = z.enum(['system', ...languageSchema.options]);
export type LanguageChoice = z.infer<typeof languageChoiceSchema>;

/** The language to use: the chosen one, else the system's (`de-AT`, `de_DE.UTF-8`) where Holdfast speaks it, else English. */
export function chooseLanguage(choice: LanguageChoice, system: string | undefined): Language {
  if (choice !== 'system') return choice;
  const named = languageSchema.safeParse(system?.slice(0, 2).toLowerCase());
  return named.success ? named.data : 'en';
}
