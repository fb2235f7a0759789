import type { Language } from '../domain/language.ts';
import { asked } from './book/asked.ts';
import { backups } from './book/backups.ts';
import { databaseRestores } from './book/database-restores.ts';
import { databases } from './book/databases.ts';
import { messages } from './book/messages.ts';
import { restores } from './book/restores.ts';
import { secrets } from './book/secrets.ts';
import { snapshots } from './book/snapshots.ts';
import { system } from './book/system.ts';
import type { Phrase } from './pair.ts';
import { createTranslator } from './translator.ts';

/** All that the engine says beside the sentences of its errors. */
export const phrases: readonly Phrase[] = [
  ...asked,
  ...backups,
  ...databaseRestores,
  ...databases,
  ...messages,
  ...restores,
  ...secrets,
  ...snapshots,
  ...system,
];

const inGerman = createTranslator(() => phrases);

/** What the engine says in English (a reason, a next step), in a language. See in-language.ts above for whole messages. */
export const phraseInLanguage = (text: string, language: Language): string =>
  language === 'en' ? text : inGerman(text);
