import type { EntryType } from '../../../shared/domain/snapshot.ts';

/** All that a backup has to keep of one entry. */
export interface Described {
  readonly type: EntryType;
  /** Bytes of a file, 0 for anything else. */
  readonly size: number;
  readonly mode: number;
  readonly owner: number;
  readonly group: number;
  /** Nanoseconds. */
  readonly mtime: bigint;
  /** Hex sum of a file's content. */
  readonly sha256: string | null;
  /** Target of a symbolic link, in path text. */
  readonly link: string | null;
  /** Value of the one extended attribute that is played with. */
  readonly note: string | null;
  /** First of the paths below the same root that are names of the same file; its own when it has one only. */
  readonly sameAs: string;
  /** It could not be read: this is how the snapshot before had it. */
  readonly carried: boolean;
}

/** A tree's entries by their path below its top, in path text; the top itself is ''. */
export type Description = ReadonlyMap<string, Described>;

/** A line for each entry, to be compared and read. */
export function toLines(description: Description): string[] {
  return [...description].map(([path, entry]) => `${JSON.stringify(path)} ${toLine(path, entry)}`).sort();
}

export const carriedIn = (description: Description): Set<string> =>
  new Set([...description].flatMap(([path, { carried }]) => (carried ? path : [])));

/** Whether a backup of the one makes no new snapshot after the other. */
export function isUnchanged(one: Description, other: Description): boolean {
  const inFull = (description: Description): string =>
    [...toLines(description), ...[...carriedIn(description)].sort()].join('\n');
  return inFull(one) === inFull(other);
}

function toLine(path: string, entry: Described): string {
  const { type, size, mode, owner, group, mtime, sha256, link, note, sameAs } = entry;
  const parts = [type, mode.toString(8), `${owner}:${group}`, `${size} bytes`, sha256?.slice(0, 8), `at ${mtime}`];
  if (link !== null) parts.push(`to ${JSON.stringify(link)}`);
  if (note !== null) parts.push(`note ${note}`);
  if (sameAs !== path) parts.push(`= ${JSON.stringify(sameAs)}`);
  return parts.filter((part) => part !== undefined).join(' ');
}

/** Gives for each path the first one that is a name of the same file. */
export function firstNames(files: ReadonlyMap<string, unknown>): (path: string) => string {
  const first = new Map<unknown, string>();
  for (const path of [...files.keys()].sort()) {
    const file = files.get(path);
    if (!first.has(file)) first.set(file, path);
  }
  return (path) => first.get(files.get(path)) ?? path;
}
