export interface Command {
  readonly id: string;
  /** A verb and what it is done to: Back up “Documents”. */
  readonly label: string;
  readonly run: () => void;
}

/**
 * The commands that fit what was typed, best first: each word must begin a word of the label or lie within it; those
 * whose words begin so come before the others, and the order given decides among equals.
 */
export function rankCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .map((command, index) => ({ command, index, score: scoreOf(command.label.toLocaleLowerCase(), words) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || a.index - b.index)
    .map(({ command }) => command);
}

/** Two for a word at the beginning of one, one for a word inside one; undefined when one is missing. */
function scoreOf(label: string, words: readonly string[]): number | undefined {
  let score = 0;
  for (const word of words) {
    const at = label.indexOf(word);
    if (at < 0) return undefined;
    score += beginsWord(label, word) ? 2 : 1;
  }
  return score;
}

const beginsWord = (label: string, word: string): boolean =>
  label.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)) || label.startsWith(word);
