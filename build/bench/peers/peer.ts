/** One program to run, without a shell. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** With what it ends when it has done its work; 0 alone when left out. */
  readonly exits?: readonly number[];
  /** Measured, but kept apart from the step's time: what a target adds to a program that doesn't do it itself. */
  readonly apart?: true;
  /** Where the process writes how long its event loop stood still at most (see watch-event-loop.mjs). */
  readonly loopFile?: string;
}

/** Where a program works, and how far it is. */
export interface At {
  /** A folder of its own for repository, settings and caches. */
  readonly place: string;
  /** The folder that is backed up. */
  readonly tree: string;
  /** Backups made so far; the next one has this number. */
  readonly made: number;
  /** Snapshots deleted so far, always the oldest: the oldest one left has this number. */
  readonly deleted: number;
}

/** `target` is a new, empty folder. */
export type RestoreAllAt = At & { readonly target: string };
/** `file` is the absolute path of a file of the tree. */
export type RestoreOneAt = RestoreAllAt & { readonly file: string };

interface Preparation {
  readonly files?: readonly { readonly path: string; readonly text: string }[];
  readonly commands: readonly Command[];
}

/** Something that runs beside the steps. */
export interface Attendant {
  /** Longest standstill of its event loop, in milliseconds, and its peak memory, both since the last call. */
  look(): Promise<{ readonly loopMs: number; readonly peakBytes: number }>;
  stop(): Promise<void>;
}

/** A program that makes backups, as commands for each step; a step it has nothing for is left out. */
export interface Peer {
  readonly id: PeerId;
  /** As its column is called. */
  readonly title: string;
  /** Measured in each round; the others in the first one only. */
  readonly everyRound: boolean;
  /** Prints its version on the first line. */
  readonly version: Command;
  readonly prepare: (at: At) => Preparation;
  readonly attend?: (at: At) => Promise<Attendant>;
  readonly backup: (at: At) => readonly Command[];
  readonly restoreAll: (at: RestoreAllAt) => readonly Command[];
  readonly restoreOne: (at: RestoreOneAt) => readonly Command[];
  readonly check?: (at: At) => readonly Command[];
  readonly deleteOldest: (at: At) => readonly Command[];
  readonly rebuild?: (at: At) => readonly Command[];
  /** Folder that is the newest copy of the tree, where there is one. */
  readonly newest?: (at: At) => string;
}

export const peerIds = [
  'holdfast',
  'holdfast-host',
  'rsync',
  'cp-al',
  'rsnapshot',
  'restic',
  'borg',
  'rdiff-backup',
] as const;
export type PeerId = (typeof peerIds)[number];
