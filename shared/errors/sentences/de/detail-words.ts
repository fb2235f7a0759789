import { phraseInLanguage } from '../../../phrases/in-language.ts';
import { numbersInLanguage } from '../../../phrases/numbers-in-language.ts';
import { type ErrorDetails, sentences } from '../../error-details.ts';

type Detail = ErrorDetails[string];

/** A detail that is words, in German; what only a system or server said stays as it was said. */
export const said = (value: Detail): string => phraseInLanguage(sentences(value), 'de');

/** Several of them in a list. */
export const saidAll = (value: Detail): string => (Array.isArray(value) ? value.map(said).join(', ') : said(value));

/** A detail that is a size: `1,5 MB`. */
export const size = (value: Detail): string => numbersInLanguage(String(value ?? ''), 'de');
