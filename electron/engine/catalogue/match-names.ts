/** 0: the name is the text, 1: begins with it, 2: holds it. With * or ? always 0. */
export type Rank = 0 | 1 | 2;

export interface NameMatch {
  /** How many names lie before it. */
  readonly index: number;
  readonly rank: Rank;
}

/** Finds names in a block of them (see `NameBlock`), of the rank asked for or a better one. */
export type NameMatcher = (names: Buffer, worst: Rank) => Iterable<NameMatch>;

export const isPattern = (text: string): boolean => /[*?]/.test(text);

/** For text anywhere in the name; with * or ? the whole name must fit. Case does not count. */
export function createNameMatcher(pattern: string): NameMatcher {
  const folded = pattern.toLowerCase();
  return isPattern(folded) ? patternMatcher(folded) : textMatcher(Buffer.from(folded));
}

function textMatcher(text: Buffer): NameMatcher {
  const zero = Buffer.of(0);
  const needles = [Buffer.concat([zero, text, zero]), Buffer.concat([zero, text]), text] as const;
  return function* match(names, worst) {
    for (const { index, start, end, at } of places(names, needles[worst])) {
      const begins = worst === 2 ? at === start : true;
      yield { index, rank: !begins ? 2 : end - start === text.length ? 0 : 1 };
    }
  };
}

function patternMatcher(pattern: string): NameMatcher {
  const expression = toExpression(pattern);
  // Whatever fits holds it, and bytes are looked through much faster than names.
  const longest = pattern.split(/[*?]+/).reduce((one, other) => (other.length > one.length ? other : one));
  const needle = Buffer.from(longest === '' ? '\0' : longest);
  return function* match(names) {
    for (const { index, start, end } of places(names, needle)) {
      if (end > start && expression.test(names.toString('utf8', start, end))) yield { index, rank: 0 };
    }
  };
}

const toExpression = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern.replaceAll(/[\\^$.*+?()[\]{}|/]/g, (sign) => (sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`))}$`,
    'su',
  );

/** Each name in which the bytes are found, once; bytes that begin with a zero are found before a name. */
function* places(names: Buffer, needle: Buffer) {
  const before = needle[0] === 0 ? 1 : 0;
  let index = 0;
  let start = 1;
  for (;;) {
    const found = names.indexOf(needle, start - before);
    const at = found + before;
    // The last zero byte is the end of the last name, and begins none.
    if (found === -1 || at >= names.length) return;
    for (let position = start; position < at; position++) {
      if (names[position] !== 0) continue;
      index += 1;
      start = position + 1;
    }
    const end = names.indexOf(0, at);
    yield { index, start, end, at };
    index += 1;
    start = end + 1;
  }
}
