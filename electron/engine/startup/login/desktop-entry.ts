/**
 * Desktop entries as freedesktop.org's specification has them: lines of keys and values below group headers, and in
 * `Exec` a command whose words are quoted by one rule and whose text, like that of any string, is escaped by another.
 */

const group = '[Desktop Entry]';
/** All but these characters may stand in a word without quotes. */
const reserved = /[\s"'\\><~|&;$*?#()`]/;

/** The value of `Exec` for a command. `%` begins a field code, so it is doubled. */
export const quoteExec = (words: readonly string[]): string =>
  escapeString(
    words
      .map((word) => word.replaceAll('%', '%%'))
      .map((word) => (reserved.test(word) || word === '' ? `"${word.replace(/["`$\\]/g, '\\$&')}"` : word))
      .join(' '),
  );

/** The words of a value of `Exec`. */
export function parseExec(value: string): readonly string[] {
  const words: string[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"|([^\s"]+)/gs;
  for (const [, quoted, bare] of unescapeString(value).matchAll(pattern)) {
    const word = quoted === undefined ? (bare ?? '') : quoted.replace(/\\(["`$\\])/g, '$1');
    words.push(word.replaceAll('%%', '%'));
  }
  return words;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const meanings: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r', '\\t': '\t', '\\s': ' ' };

const escapeString = (text: string): string => text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? '');
const unescapeString = (text: string): string => text.replace(/\\[\\nrts]/g, (sequence) => meanings[sequence] ?? '');

/** The keys of the entry's own group; others' groups (actions) and translations aside. */
export function readEntry(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').map((line) => line.trim());
  const start = lines.indexOf(group);
  if (start === -1) return {};
  const end = lines.findIndex((line, at) => at > start && line.startsWith('['));
  const own = lines.slice(start + 1, end === -1 ? undefined : end);
  return Object.fromEntries(
    own.flatMap((line) => {
      const found = /^([A-Za-z0-9-]+)[ \t]*=[ \t]*([^\n]*)$/.exec(line);
      return found ? [[found[1] ?? '', found[2] ?? '']] : [];
    }),
  );
}

/** An entry with other values for some keys (null takes a key away); everything else in it stays as it is. */
export function changeEntry(text: string, changes: Readonly<Record<string, string | null>>): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const start = lines.findIndex((line) => line.trim() === group);
  if (start === -1) return changeEntry(`${group}\n`, changes);
  const next = lines.findIndex((line, at) => at > start && line.trim().startsWith('['));
  const end = next === -1 ? lines.length : next;
  const isChanged = (line: string): boolean => Object.hasOwn(changes, /^\s*([A-Za-z0-9-]+)\s*=/.exec(line)?.[1] ?? '');
  const kept = lines.slice(start + 1, end).filter((line) => !isChanged(line));
  const added = Object.entries(changes).flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`]));
  return `${[...lines.slice(0, start + 1), ...added, ...kept, ...lines.slice(end)].join('\n')}\n`;
}
