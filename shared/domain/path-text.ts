/**
 * Names on disk are bytes; everywhere in Holdfast they are strings in *path text*: UTF-8 decoded as usual, except
 * that each byte that is not part of valid UTF-8 stands as one character U+F700 + byte (so U+F780–U+F7FF). A name
 * that really holds such a private-use character has its bytes escaped the same way. The mapping is a bijection
 * between byte strings and well-formed Unicode strings: it survives JSON, SQLite TEXT, WebSocket and the terminal.
 */

const escapeBase = 0xf700;
const escaped = /[\uf780-\uf7ff]/;
const suspicious = /[\ufffd\uf780-\uf7ff]/;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** True if the name's bytes are not simply its UTF-8 encoding: file system calls then need `encodePathText`. */
export const hasEscapedBytes = (path: string): boolean => escaped.test(path);

/** True if a string decoded leniently from UTF-8 may have lost bytes and must be read again as bytes. */
export const mayHaveLostBytes = (name: string): boolean => suspicious.test(name);

/** Bytes to path text. */
export function decodePathText(bytes: Uint8Array): string {
  try {
    const decoded = strict.decode(bytes);
    if (!escaped.test(decoded)) return decoded;
  } catch {
    // Not UTF-8: decoded sequence by sequence below.
  }
  let result = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    const character = length > 0 ? decodeOne(bytes.subarray(at, at + length)) : undefined;
    if (character === undefined) {
      const byte = bytes[at] ?? 0;
      result += byte < 0x80 ? String.fromCharCode(byte) : String.fromCharCode(escapeBase + byte);
      at += 1;
    } else {
      result += character;
      at += length;
    }
  }
  return result;
}

/** Path text to the bytes it stands for. */
export function encodePathText(path: string): Uint8Array {
  const plain = encoder.encode(path);
  if (!escaped.test(path)) return plain;
  const bytes = new Uint8Array(plain.length);
  let length = 0;
  for (let at = 0; at < plain.length; at += 1) {
    const code = escapeAt(plain, at);
    if (code === undefined) {
      bytes[length] = plain[at] ?? 0;
    } else {
      bytes[length] = code;
      at += 2;
    }
    length += 1;
  }
  return bytes.subarray(0, length);
}

/** U+F780–U+F7FF are EF 9E 80 – EF 9F BF in UTF-8. */
function escapeAt(bytes: Uint8Array, at: number): number | undefined {
  const [first, second, third] = [bytes[at], bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
  if (first !== 0xef || (second !== 0x9e && second !== 0x9f)) return undefined;
  return (((second & 0x3f) << 6) | (third & 0x3f)) & 0xff;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

function decodeOne(sequence: Uint8Array): string | undefined {
  try {
    const character = strict.decode(sequence);
    return escaped.test(character) ? undefined : character;
  } catch {
    return undefined;
  }
}
