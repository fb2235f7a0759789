/** A dump, by what it is of. */
export interface DumpReference {
  readonly snapshotId: string;
  readonly sourceId: string;
  readonly database: string;
}
