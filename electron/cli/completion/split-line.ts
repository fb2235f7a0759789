/** The part of a command line before the cursor, as bash understands it. */
export interface SplitLine {
  /** Without quotes and backslashes; the last one is being typed, and may be empty. */
  readonly words: readonly string[];
  /** The quote that the last word has opened. */
  readonly quote: '' | "'" | '"';
  /**
   * How many characters of the last word bash leaves as they are: it completes only what comes after the last of the
   * characters that end a word for it (`COMP_WORDBREAKS`, such as `=` and `:`).
   */
  readonly kept: number;
}

interface State {
  readonly words: string[];
  word: string | null;
  quote: SplitLine['quote'];
  kept: number;
}

const breaks = '=:@><;|&(';

/** Splits at blanks outside of quotes. Nothing is expanded, so nothing can be run. Pure. */
export function splitLine(line: string): SplitLine {
  const state: State = { words: [], word: null, quote: '', kept: 0 };
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === '\\' && state.quote !== "'" && at + 1 < line.length) {
      at++;
      add(state, line[at] ?? '');
    } else take(state, character);
  }
  return { words: [...state.words, state.word ?? ''], quote: state.quote, kept: state.word === null ? 0 : state.kept };
}

function take(state: State, character: string): void {
  if (state.quote !== '') {
    if (character === state.quote) state.quote = '';
    else add(state, character);
  } else if (character === "'" || character === '"') {
    state.quote = character;
    // For bash the word begins anew after the quote.
    state.kept = (state.word ?? '').length;
    add(state, '');
  } else if (/\s/.test(character)) {
    if (state.word !== null) state.words.push(state.word);
    state.word = null;
    state.kept = 0;
  } else {
    add(state, character);
    if (breaks.includes(character)) state.kept = state.word?.length ?? 0;
  }
}

function add(state: State, text: string): void {
  state.word = (state.word ?? '') + text;
}

/** What bash is to insert for a whole word, after what has been typed of it. Pure. */
export function bashWord(word: string, { quote, kept }: Pick<SplitLine, 'quote' | 'kept'>): string {
  const rest = word.slice(kept);
  if (quote === "'") return rest.replaceAll("'", String.raw`'\''`);
  if (quote === '"') return rest.replaceAll(/["$`\\]/g, String.raw`\$&`);
  return rest.replaceAll(/[^\p{L}\p{N}_./,+@%^=:-]/gu, String.raw`\$&`);
}
