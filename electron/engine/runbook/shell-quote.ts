import { encodePathText, hasEscapedBytes } from '#shared/domain/path-text.ts';

/** Path text as one word of a shell, in quotes only where it needs them; `$'…'` (bash, zsh) for bytes and controls. */
export function shellQuote(path: string): string {
  if (/^[\w@%+=:,./-]+$/.test(path) && !path.startsWith('-')) return path;
  if (!hasEscapedBytes(path) && !/\p{Cc}/u.test(path)) return `'${path.replaceAll("'", String.raw`'\''`)}'`;
  const bytes = [...encodePathText(path)].map((byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c;
    return plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `$'${bytes.join('')}'`;
}
