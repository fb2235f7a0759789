import { en } from './en.ts';

type Catalogue = typeof en;
export type MessageKey = keyof Catalogue;

/** A message is a text, or one text for each plural form its language has, chosen by the parameter `count`. */
type Message = string | { readonly one: string; readonly other: string };

type TextOf<M> = M extends string ? M : M extends { readonly other: infer Other } ? Other : never;
type NamesIn<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Plural<M> = M extends string ? never : 'count';
type Names<K extends MessageKey> = NamesIn<TextOf<Catalogue[K]>> | Plural<Catalogue[K]>;
type Parameters<K extends MessageKey> = [Names<K>] extends [never]
  ? []
  : [{ readonly [Name in Names<K>]: Name extends 'count' ? number : string | number }];

export const locale = 'en-GB';
const plural = new Intl.PluralRules(locale);
const wholeNumber = new Intl.NumberFormat(locale);

/**
 * The text of a message with its parameters filled in; numbers come out grouped as the language does. The keys and
 * the parameters of each are checked by the compiler.
 */
export function t<K extends MessageKey>(key: K, ...[parameters]: Parameters<K>): string {
  const values: Readonly<Record<string, string | number>> = parameters ?? {};
  return fill(choose(en[key], values.count), values);
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
