import type { Encoding } from '#shared/domain/finding.ts';

export interface DecodedText {
  /** Without the mark at its beginning, if there was one. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** UTF-16 by its mark, else UTF-8, else one byte a character; undefined for what holds control bytes no text has. */
export function decodeText(bytes: Buffer): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le', 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be', 'utf-16be');
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32))) return undefined;
  try {
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return decoded(bytes, 'utf-8', marked ? 'utf-8-with-mark' : 'utf-8');
  } catch {
    return decoded(bytes, 'windows-1252', 'windows-1252');
  }
}

function decoded(bytes: Buffer, label: string, encoding: Encoding): DecodedText {
  return { text: new TextDecoder(label, { fatal: label === 'utf-8' }).decode(bytes), encoding };
}
