import type { BigIntStats } from 'node:fs';
import type { EntryType } from '#shared/domain/snapshot.ts';

/** Types of entries as the catalogue stores them: the index is the number in `version.type`. */
export const entryTypeNames: readonly EntryType[] = ['file', 'folder', 'link', 'fifo', 'socket', 'device'];
export const fileType = { file: 0, folder: 1, link: 2, fifo: 3, socket: 4, device: 5 } as const;

export const recordFlags = {
  /** Could not be read: the copy is that of an earlier snapshot. On a folder it holds for all below it. */
  carried: 1,
  /** Its ctime lay within two seconds of its own scan, so an equal ctime proves nothing. */
  grainy: 2,
  /** A folder above the plan's folders: kept for its place, never compared. */
  ancestor: 4,
} as const;

/** What is recorded of a file as seen at the source. Times in seconds and nanoseconds; `dev` and `ino` as doubles. */
export interface FileRecord {
  readonly type: number;
  readonly size: number;
  readonly mtimeS: number;
  readonly mtimeNs: number;
  /** Permission bits, setuid, setgid and sticky included. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly dev: number;
  readonly ino: number;
  readonly ctimeS: number;
  readonly ctimeNs: number;
}

const billion = 1_000_000_000n;

/** The record of a stat made with `bigint: true`. Rounds towards the past, so that nanoseconds are never negative. */
export function toFileRecord(stats: BigIntStats): FileRecord {
  const [mtimeS, mtimeNs] = splitTime(stats.mtimeNs);
  const [ctimeS, ctimeNs] = splitTime(stats.ctimeNs);
  const type = typeOf(Number(stats.mode));
  return {
    type,
    size: type === fileType.file ? Number(stats.size) : 0,
    mtimeS,
    mtimeNs,
    mode: Number(stats.mode) & 0o7777,
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    dev: Number(stats.dev),
    ino: Number(stats.ino),
    ctimeS,
    ctimeNs,
  };
}

function splitTime(nanoseconds: bigint): [number, number] {
  let seconds = nanoseconds / billion;
  let rest = nanoseconds % billion;
  if (rest < 0n) {
    seconds -= 1n;
    rest += billion;
  }
  return [Number(seconds), Number(rest)];
}

function typeOf(mode: number): number {
  switch (mode & 0o170000) {
    case 0o100000:
      return fileType.file;
    case 0o040000:
      return fileType.folder;
    case 0o120000:
      return fileType.link;
    case 0o010000:
      return fileType.fifo;
    case 0o140000:
      return fileType.socket;
    default:
      return fileType.device;
  }
}
