import { locale } from '../messages/language.ts';

const all = new Intl.ListFormat(locale, { type: 'conjunction' });

/** Several things in a sentence: a, b and c. */
export const formatList = (things: readonly string[]): string => all.format(things);
