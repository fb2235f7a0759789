import { locale } from '../messages/language.ts';

/** The order of names as people of the language look them up, numbers in them by their value. For `sort`. */
export const compareNames: (a: string, b: string) => number = new Intl.Collator(locale, { numeric: true }).compare;
