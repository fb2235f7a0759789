/** What tells a volume from another one at the same place. */
export interface VolumeIdentity {
  /** UUID of the file system where the system tells it, else null. */
  readonly uuid: string | null;
  readonly fileSystem: string;
}
