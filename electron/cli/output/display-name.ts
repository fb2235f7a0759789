import { encodePathText } from '#shared/domain/path-text.ts';

// Control characters (C0, DEL, C1), line and paragraph separators, what changes the direction of text, and bytes that are not UTF-8.
const unsafe = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\uf780-\uf7ff]/u;
const unsafeEach = new RegExp(unsafe, 'gu');
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/**
 * A name or path for people: as it is, unless it holds something a terminal would act on or could not show. Then it is
 * quoted as bash and zsh read it, `$'caf\xe9'`, so that it can be pasted back.
 */
export function displayName(path: string): string {
  if (!unsafe.test(path)) return path;
  const quoted = path.replace(/[\\']/g, '\\$&').replace(unsafeEach, escapeCharacter);
  return `$'${quoted}'`;
}

/** A text as one word of a command line that can be pasted into a shell. */
export function shellWord(text: string): string {
  if (unsafe.test(text)) return displayName(text);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A sentence that may hold names, for one line of a terminal: what it would act on is escaped. */
export const displayText = (text: string): string => text.replace(unsafeEach, escapeCharacter);

function escapeCharacter(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  return Array.from(encodePathText(character), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
