import type { en as english } from './en.ts';
import { en } from './en.ts';
import type { Differing } from './message.ts';

const texts = {
  ...en,
} as const;

/** Every text of the window, in German: the same keys, forms and parameters as in English, or this does not compile. */
export const de: [Differing<typeof texts, typeof english>] extends [never]
  ? typeof texts
  : Differing<typeof texts, typeof english> = texts;
