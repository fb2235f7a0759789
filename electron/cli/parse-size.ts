import { HoldfastError } from '#shared/errors.ts';

const powers = { '': 0, K: 1, M: 2, G: 3, T: 4, P: 5 } as const;

/**
 * Bytes of a size as people write it: `500`, `10M`, `1.5GiB`, `2GB`. As with rsync and the GNU programs, `M` and
 * `MiB` count in 1024s, `MB` in 1000s.
 */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGTP]?)(I?B|B)?$/.exec(text.trim().toUpperCase());
  const [, number, letter, suffix] = match ?? [];
  const power = isLetter(letter) ? powers[letter] : 0;
  const bytes = Math.round(Number(number) * (suffix === 'B' && power > 0 ? 1000 : 1024) ** power);
  if (match === null || !Number.isSafeInteger(bytes) || (suffix === 'IB' && power === 0)) {
    throw new HoldfastError('invalid-input', { reason: `“${text}” is not a size. Write it like 500, 10M or 1.5GiB.` });
  }
  return bytes;
}

const isLetter = (letter: string | undefined): letter is keyof typeof powers =>
  letter !== undefined && letter in powers;
