import type { LineEnding } from '#shared/domain/finding.ts';

export interface SplitText {
  /** Without their ends. */
  readonly lines: readonly string[];
  readonly lineEnding: LineEnding;
  /** The last line has an end too. */
  readonly endsWithNewline: boolean;
}

/** A text by lines, whichever of the three ends they have; an empty text has none. */
export function splitLines(text: string): SplitText {
  if (text === '') return { lines: [], lineEnding: 'none', endsWithNewline: false };
  const lines = text.split(/\r\n|\n|\r/);
  const endsWithNewline = lines.at(-1) === '';
  if (endsWithNewline) lines.pop();
  return { lines, lineEnding: lineEndingOf(text), endsWithNewline };
}

function lineEndingOf(text: string): LineEnding {
  const kinds: LineEnding[] = [];
  if (text.includes('\r\n')) kinds.push('crlf');
  if (/(?<!\r)\n/.test(text)) kinds.push('lf');
  if (/\r(?!\n)/.test(text)) kinds.push('cr');
  const [only = 'none'] = kinds;
  return kinds.length > 1 ? 'mixed' : only;
}
