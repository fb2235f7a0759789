/**
 * Why a .gitignore pattern can never match anything, as the end of a sentence that begins with the pattern; null when
 * it is sound. Git ignores such lines in silence; in a list of exclusions they are mistakes.
 */
export function findPatternFault(pattern: string): string | null {
  if (pattern.includes('\0')) return 'holds a zero byte, which no name can.';
  if (pattern.startsWith('#')) return 'begins with “#”, which makes it a comment. For names that begin so write “\\#”.';
  const body = trimUnescaped(pattern.startsWith('!') ? pattern.slice(1) : pattern);
  if (body === '') return 'is empty, so it matches nothing.';
  if (/^\/+$/.test(body)) return 'matches nothing: it names no file or folder.';
  if (/(?<!\\)(?:\\\\)*\\\/?$/.test(body)) return 'ends with a lone “\\”. For a name that ends so write “\\\\”.';
  if (hasOpenBracket(body)) return 'has a “[” without its “]”. For a name with “[” write “\\[”.';
  return null;
}

/** Spaces at the end do not count unless quoted with a backslash. */
function trimUnescaped(pattern: string): string {
  const trimmed = pattern.replace(/ +$/, '');
  const quoted = /(?<!\\)(?:\\\\)*\\$/.test(trimmed) && trimmed.length < pattern.length;
  return quoted ? `${trimmed} ` : trimmed;
}

/** A bracket expression's first member is taken whatever it is, `]` included; a backslash quotes the next one. */
function hasOpenBracket(pattern: string): boolean {
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '[') {
      const end = endOfBracket(pattern, at);
      if (end < 0) return true;
      at = end;
    }
  }
  return false;
}

function endOfBracket(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === '!' || pattern[at] === '^') at += 1;
  for (let first = true; at < pattern.length; first = false) {
    const named = pattern[at] === '[' && pattern[at + 1] === ':' ? pattern.indexOf(':]', at + 2) : -1;
    if (pattern[at] === ']' && !first) return at;
    if (pattern[at] === '\\') at += 2;
    else at = named > 0 ? named + 2 : at + 1;
  }
  return -1;
}
