import type { Hunk } from '#shared/domain/finding.ts';
import { changedPart, type Part } from './changed-part.ts';

/** A line of one side. */
export interface SideLine {
  readonly number: number;
  readonly text: string;
  /** What of it is another than in the line that took its place; undefined where that is most of it. */
  readonly part: Part | undefined;
}

/** A line of the difference, both sides beside each other; a line that only one side has stands alone. */
export type DifferenceRow =
  | { readonly kind: 'gap'; readonly lines: number }
  | { readonly kind: 'same'; readonly before: SideLine; readonly after: SideLine }
  | { readonly kind: 'changed'; readonly before: SideLine | undefined; readonly after: SideLine | undefined };

/** The rows of a difference with both sides beside each other. A gap stands for lines that are the same. */
export function splitRows(hunks: readonly Hunk[]): readonly DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  let next = 1;
  for (const hunk of hunks) {
    // A side without lines gives the number of the line before.
    const first = hunk.oldLines === 0 ? hunk.oldStart + 1 : hunk.oldStart;
    if (first > next) rows.push({ kind: 'gap', lines: first - next });
    rows.push(...rowsOf(hunk, first));
    next = first + hunk.oldLines;
  }
  return rows;
}

/** The rows of a difference below each other: of lines that changed together the old ones come first. */
export function unifiedRows(hunks: readonly Hunk[]): readonly DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  let added: DifferenceRow[] = [];
  for (const row of splitRows(hunks)) {
    if (row.kind !== 'changed') {
      rows.push(...added, row);
      added = [];
      continue;
    }
    if (row.before !== undefined) rows.push({ ...row, after: undefined });
    if (row.after !== undefined) added.push({ ...row, before: undefined });
  }
  return [...rows, ...added];
}

function rowsOf(hunk: Hunk, first: number): readonly DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  const at = { before: first, after: hunk.newLines === 0 ? hunk.newStart + 1 : hunk.newStart };
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    rows.push(...changedRows(removed, added, at));
    at.before += removed.length;
    at.after += added.length;
    removed = [];
    added = [];
  };
  for (const line of hunk.lines) {
    const text = line.slice(1);
    if (line.startsWith('-')) {
      // Removed lines after added ones are a change of their own.
      if (added.length > 0) flush();
      removed.push(text);
    } else if (line.startsWith('+')) added.push(text);
    else {
      flush();
      rows.push({ kind: 'same', before: plain(at.before, text), after: plain(at.after, text) });
      at.before += 1;
      at.after += 1;
    }
  }
  flush();
  return rows;
}

const plain = (number: number, text: string): SideLine => ({ number, text, part: undefined });

function changedRows(
  removed: readonly string[],
  added: readonly string[],
  at: { readonly before: number; readonly after: number },
): readonly DifferenceRow[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => {
    const [before, after] = [removed[index], added[index]];
    const parts = before === undefined || after === undefined ? undefined : changedPart(before, after);
    return {
      kind: 'changed',
      before: before === undefined ? undefined : { number: at.before + index, text: before, part: parts?.before },
      after: after === undefined ? undefined : { number: at.after + index, text: after, part: parts?.after },
    };
  });
}
