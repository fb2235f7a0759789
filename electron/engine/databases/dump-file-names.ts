/**
 * File names of databases in a snapshot: safe anywhere, and reversible by `decodeURIComponent`. Escaped as `%XX` are `%`,
 * `/`, what can't be seen, and what file systems of other systems don't take; a dot only where it begins the name. Names
 * that differ only in upper and lower case, or in how their accents are written, are escaped wherever they are not plain.
 */
export function dumpFileNames(databases: readonly string[]): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  for (const database of databases) times.set(folded(database), (times.get(folded(database)) ?? 0) + 1);
  return new Map(databases.map((name) => [name, times.get(folded(name)) === 1 ? safe(name) : plain(name)]));
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase();

const safe = (name: string): string =>
  name.replace(/^\.|[%/\\:*?"<>|]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|[ .]$/gu, escapeCharacter);

const plain = (name: string): string => name.replace(/^\.|[^a-z0-9_.-]/gu, escapeCharacter);

const escapeCharacter = (character: string): string =>
  [...Buffer.from(character, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
