import { HoldfastError } from '#shared/errors.ts';

/** A number by which one of so many things is named that “plan show” lists. Throws `invalid-input` for any other. */
export function listedNumber(text: string, most: number, what: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  const has = most === 0 ? 'It has none.' : `It has ${most === 1 ? 'one' : `1 to ${most}`}.`;
  throw new HoldfastError('invalid-input', { reason: `The plan has no ${what} “${text}”. ${has}` });
}
