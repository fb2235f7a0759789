/** What to copy below a source folder. Names are relative to it, in path text. */
export type CopySelection =
  /** Folders among the names are made, not descended into. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** Folders with all that they hold. */
  | { readonly kind: 'trees'; readonly names: readonly string[] }
  /** Folders with what lies in them, but not what lies in folders there: half the work of naming each file. */
  | { readonly kind: 'contents'; readonly names: readonly string[] }
  /** Folders with the folders that lie in them. */
  | { readonly kind: 'subfolders'; readonly names: readonly string[] };

export interface CopyOptions {
  readonly source: string;
  readonly target: string;
  /** `tree`: the source folder itself with all that it holds. `one`: something that is no folder, under the target's name. */
  readonly selection: CopySelection['kind'] | 'tree' | 'one';
  /**
   * Report what would be done; change nothing. Contents are compared by checksum, or taken to be equal where size and
   * time are. Times may be as coarse as FAT's.
   */
  readonly compareOnly?: 'contents' | 'attributes';
  /** Copy what seems equal too: size and time prove nothing. */
  readonly always?: boolean;
  /**
   * Give what is there already its attributes, and copy nothing. What is of another type than its source is replaced all
   * the same.
   */
  readonly attributesOnly?: boolean;
  /** Of attributes, only times. */
  readonly timesOnly?: boolean;
  /** Keep folders of the target writable while it is being filled. */
  readonly filling?: boolean;
  /** Whom the target gives what belongs to these users and groups, by number. */
  readonly owners?: OwnerMap;
}

export interface OwnerMap {
  readonly users: ReadonlyMap<number, number>;
  readonly groups: ReadonlyMap<number, number>;
}

/**
 * Arguments of one rsync call. `--out-format` holds `%b` so that a line is printed after its transfer, not before.
 * Recursion is about twice as fast as a list of names. `--no-implied-dirs` leaves parents of named files alone.
 * Without `--modify-window=-1` links and folders made in the very second of their original keep other nanoseconds.
 * Source: rsync(1).
 */
export function buildCopyArgs(options: CopyOptions): string[] {
  const { source, target, selection, compareOnly, always, filling, owners } = options;
  const { timesOnly = false, attributesOnly = timesOnly } = options;
  return [
    ...(timesOnly ? ['-t'] : [attributesOnly ? '-lptgoD' : '-lptgoDHS', '--acls', '--xattrs']),
    '--from0',
    '--no-human-readable',
    '--outbuf=L',
    ...(attributesOnly && !compareOnly ? [] : ['--out-format=%i %b %n']),
    ...(compareOnly || attributesOnly ? [] : ['--info=progress2']),
    ...selectionArgs[selection],
    ...(compareOnly ? ['--dry-run', '--modify-window=2'] : ['--modify-window=-1']),
    ...(compareOnly === 'contents' ? ['--checksum'] : []),
    ...(attributesOnly ? ['--existing', '--size-only'] : []),
    ...(always ? ['--ignore-times'] : []),
    ...(filling ? ['--chmod=Du+rwx'] : []),
    ...ownerArgs('--usermap', owners?.users),
    ...ownerArgs('--groupmap', owners?.groups),
    '--',
    ...(selection === 'one' ? [source, target] : [withSlash(source), withSlash(target)]),
  ];
}

function ownerArgs(option: string, ids: ReadonlyMap<number, number> = new Map()): string[] {
  return ids.size === 0 ? [] : [`${option}=${[...ids].map(([from, to]) => `${from}:${to}`).join(',')}`];
}

const selectionArgs: Readonly<Record<CopyOptions['selection'], readonly string[]>> = {
  tree: ['-r'],
  one: [],
  names: ['--dirs', '--files-from=-', '--no-implied-dirs'],
  trees: ['-r', '--files-from=-', '--no-implied-dirs'],
  contents: ['--dirs', '--files-from=-', '--no-implied-dirs'],
  subfolders: ['--dirs', '--files-from=-', '--no-implied-dirs', '--include=*/', '--exclude=*'],
};

const withSlash = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);

/**
 * A name as an entry of --files-from: `./` keeps rsync from dropping names that begin with `#` or `;`. With a slash behind
 * it, a folder stands for what it holds.
 */
export const asListed = (name: string, kind: CopySelection['kind'] = 'names'): string =>
  `./${name}${kind === 'contents' || kind === 'subfolders' ? '/' : ''}`;
