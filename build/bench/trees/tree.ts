/** A folder that is backed up. What is done to it between the backups is each tree's own. */
export interface Tree {
  readonly root: string;
  /** What it is, for the report. */
  readonly description: string;
  /** Roughly, to see beforehand whether the disk has room. */
  readonly bytes: number;
  make(): Promise<void>;
  /** The path of a file that no change touches. */
  oneFile(): string;
}

/** What a change of a tree gives the next backup to do. */
export interface Changed {
  /** Files that it must copy. */
  readonly files: number;
  /** The space that they take, in whole blocks. */
  readonly bytes: number;
  /** Files that are gone from the tree. */
  readonly deleted: number;
}
