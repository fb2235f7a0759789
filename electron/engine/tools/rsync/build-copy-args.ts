/** What to copy below a source folder. Names are relative to it, in path text. */
export type CopySelection =
  | { readonly kind: 'everything-but'; readonly excluded: readonly Excluded[] }
  /** Folders among the names are made, not descended into. */
  | { readonly kind: 'names'; readonly names: readonly string[] };

export interface Excluded {
  readonly name: string;
  /** Leave out what the folder holds, not the folder itself. */
  readonly contentsOnly: boolean;
}

export interface CopyOptions {
  readonly source: string;
  readonly target: string;
  readonly selection: CopySelection['kind'];
  /**
   * Report what would be done; change nothing. Contents are compared by checksum, or taken to be equal where size and
   * time are. Times may be as coarse as FAT's.
   */
  readonly compareOnly?: 'contents' | 'attributes';
  /** Copy what seems equal too: size and time prove nothing. */
  readonly always?: boolean;
  /** Keep folders of the target writable while it is being filled. */
  readonly filling?: boolean;
}

/**
 * Arguments of one rsync call. `--out-format` holds `%b` so that a line is printed after its transfer, not before.
 * Recursion is about twice as fast as a list of names. `--no-implied-dirs` leaves parents of named files alone.
 * Without `--modify-window=-1` links and folders made in the very second of their original keep other nanoseconds.
 * Source: rsync(1).
 */
export function buildCopyArgs({ source, target, selection, compareOnly, always, filling }: CopyOptions): string[] {
  return [
    '-lptgoDHS',
    '--acls',
    '--xattrs',
    '--from0',
    '--no-human-readable',
    '--outbuf=L',
    '--out-format=%i %b %n',
    ...(compareOnly ? [] : ['--info=progress2']),
    ...(selection === 'names' ? ['--dirs', '--files-from=-', '--no-implied-dirs'] : ['-r', '--exclude-from=-']),
    ...(compareOnly ? ['--dry-run', '--modify-window=2'] : ['--modify-window=-1']),
    ...(compareOnly === 'contents' ? ['--checksum'] : []),
    ...(always ? ['--ignore-times'] : []),
    ...(filling ? ['--chmod=Du+rwx'] : []),
    '--',
    withSlash(source),
    withSlash(target),
  ];
}

const withSlash = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);

/** A name as an entry of --files-from: `./` keeps rsync from dropping names that begin with `#` or `;`. */
export const asListed = (name: string): string => `./${name}`;

/** A name as an anchored exclude pattern. rsync reads backslashes as escapes only in patterns that hold a wildcard. */
export function asExcluded({ name, contentsOnly }: Excluded): string {
  if (!contentsOnly && !/[*?[]/.test(name)) return `/${name}`;
  return `/${name.replaceAll(/[\\*?[\]]/g, '\\$&')}${contentsOnly ? '/*' : ''}`;
}
