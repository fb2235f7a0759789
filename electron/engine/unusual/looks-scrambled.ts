/** Fewer bytes say too little. */
export const leastBytes = 512;

/** Bits that even random bytes may lack, and somewhat more: well packed content is told, text, pictures and programs are not. */
const tolerance = 0.15;

/**
 * Whether bytes look like those of an encrypted or compressed file: each value about as often as any other. By Shannon's
 * entropy in bits a byte; that of `n` random bytes falls short of 8 by about 255 / (2 n ln 2) (Miller, 1955).
 */
export function looksScrambled(bytes: Uint8Array): boolean {
  if (bytes.length < leastBytes) return false;
  const expected = 8 - 255 / (2 * bytes.length * Math.LN2);
  return entropyOf(bytes) > expected - tolerance;
}

function entropyOf(bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / bytes.length) * Math.log2(count / bytes.length);
  return bits;
}
