/**
 * Words of a command as systemd reads them in `ExecStart=` (systemd.service(5), “Command lines”, and systemd.syntax(7),
 * “Quoting”): quotes, backslash escapes, `%` specifiers everywhere and `$` variables in all words but the program itself.
 */

const plainWord = /^[A-Za-z0-9_@+=:,./-]+$/;

export const quoteCommand = (words: readonly string[]): string =>
  words.map((word, at) => quoteWord(at === 0 ? word : word.replaceAll('$', '$$$$'))).join(' ');

function quoteWord(word: string): string {
  if (plainWord.test(word)) return word;
  const escaped = word
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('%', '%%')
    .replace(controls, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `"${escaped}"`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\x00-\x1f\x7f]/g;

/** A word with its quotes: parts in quotes and parts without, each with escapes. */
const rawWord = /(?:\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^ \t\n\r"'\\])+/gs;
const quotedPart = /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\./gs;
const special = /\\x([0-9a-f]{2})|\\(.)|%%|\$\$/gis;

/** The words of a line that `quoteCommand` wrote, or that somebody edited in its way. Unknown escapes are kept as they are. */
export const parseCommand = (line: string): readonly string[] =>
  [...line.matchAll(rawWord)].map(([raw], at) =>
    raw
      .replace(quotedPart, (whole, double?: string, single?: string) => double ?? single ?? whole)
      .replace(special, (whole, hex: string | undefined, letter: string | undefined) => {
        if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
        if (letter !== undefined) return meanings[letter] ?? whole;
        // The program itself takes no variables, so a doubled dollar in it is two.
        return whole === '$$' && at === 0 ? whole : whole.charAt(0);
      }),
  );

const meanings: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', s: ' ', '\\': '\\', '"': '"', "'": "'" },
};
