import { decodePathText } from '#shared/domain/path-text.ts';

/** One line of `--out-format='%i %b %n'`. */
export interface RsyncItem {
  /** The itemised change, e.g. `>f+++++++++` (11 characters, see rsync(1), --itemize-changes). */
  readonly change: string;
  /** Relative to the source, in path text; without a folder's trailing slash. */
  readonly name: string;
  readonly isFolder: boolean;
}

const escapedByte = /\\#([0-7]{3})/g;

/**
 * Parses a line of output; null for anything that is not an itemised line. Names come with bytes escaped as \#ooo. A
 * file that only has to be linked to another has blanks for its attributes: `hf          0 name`.
 */
export function parseItem(line: Buffer): RsyncItem | null {
  const head = /^([<>ch.*][fdLDS](?:[^ ]{9}| {9})) \d+ /.exec(line.toString('latin1', 0, 64));
  if (!head?.[1]) return null;
  const raw = line.toString('latin1', head[0].length);
  const bytes = Buffer.from(
    raw.includes('\\#')
      ? raw.replaceAll(escapedByte, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
      : raw,
    'latin1',
  );
  const name = decodePathText(bytes);
  const isFolder = head[1][1] === 'd';
  return { change: head[1], name: isFolder && name.endsWith('/') ? name.slice(0, -1) : name, isFolder };
}

/** Bytes transferred so far, from a line of `--info=progress2`; null for any other line. */
export function parseTransferred(line: Buffer): number | null {
  const match = /^\s+(\d+)\s+\d+%/.exec(line.toString('latin1', 0, 64));
  return match?.[1] ? Number(match[1]) : null;
}
