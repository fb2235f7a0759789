import type { Language } from '#shared/domain/language.ts';
import type { en } from './en.ts';
import { currentLanguage, locale } from './language.ts';
import type { Message, Names } from './message.ts';

type Catalogue = typeof en;
export type MessageKey = keyof Catalogue;

type Parameters<K extends MessageKey> = [Names<Catalogue[K]>] extends [never]
  ? []
  : [{ readonly [Name in Names<Catalogue[K]>]: Name extends 'count' ? number : string | number }];

const catalogues: Readonly<Record<Language, () => Promise<Readonly<Record<MessageKey, Message>>>>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
};

// Waited for here, so that texts can be had anywhere, and only the language in use is loaded.
const catalogue = await catalogues[currentLanguage()]();
const plural = new Intl.PluralRules(locale);
const wholeNumber = new Intl.NumberFormat(locale);

/** Whether there is a message of that name, where a key is made of what came from elsewhere. */
export const isMessage = (key: string): key is MessageKey => Object.hasOwn(catalogue, key);

/**
 * The text of a message with its parameters filled in; numbers come out grouped as the language does. The keys and
 * the parameters of each are checked by the compiler.
 */
export function t<K extends MessageKey>(key: K, ...[parameters]: Parameters<K>): string {
  const values: Readonly<Record<string, string | number>> = parameters ?? {};
  return fill(choose(catalogue[key], values.count), values);
}

function choose(message: Message, count: string | number | undefined): string {
  if (typeof message === 'string') return message;
  return plural.select(Number(count)) === 'one' ? message.one : message.other;
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? wholeNumber.format(value) : value;
  });
}
