import { HoldfastError } from '#shared/errors.ts';

/** The value of an option that takes one of a few words, which are the keys of `words`. */
export function chosen<Choice extends string>(
  option: string,
  words: Readonly<Record<Choice, string>>,
  given: string | undefined,
): Choice | undefined {
  if (given === undefined) return undefined;
  const isChoice = (text: string): text is Choice => Object.hasOwn(words, text);
  if (isChoice(given)) return given;
  throw new HoldfastError('invalid-input', {
    reason: `--${option} takes ${Object.keys(words).join(', ')}, not “${given}”.`,
  });
}

/** The value of `--limit`. */
export const parseLimit = (text: string): number => wholeNumber('--limit', text, 1, Number.MAX_SAFE_INTEGER);

/** The value of `--port`; 0 lets the system choose. */
export const parsePort = (text: string): number => wholeNumber('--port', text, 0, 65_535);

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new HoldfastError('invalid-input', {
    reason: `${option} takes a whole number${most < 1e6 ? ` from ${least} to ${most}` : `, ${least} or more`}, not “${text}”.`,
  });
}
