import { chooseLanguage, type Language } from '#shared/domain/language.ts';
import type { Settings } from '#shared/domain/settings.ts';

/** What messages to people are written in: what the home is set to, else what this process's environment speaks. */
export const homeLanguage = (
  { language }: Pick<Settings, 'language'>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Language => chooseLanguage(language, systemLocale(environment));

/** As locale(7) has it; programs that the desktop of macOS starts know it by its own settings alone. */
function systemLocale({ LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): string {
  return LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
}
