import crypto from 'node:crypto';
import { type Described, type Description, firstNames } from './described.ts';

/** What is known of an entry. Names of one file are one node in several places. */
export interface Attributes {
  mode: number;
  owner: number;
  group: number;
  /** Nanoseconds; null since the system set it. */
  mtime: bigint | null;
  note: string | null;
  /** Can't be read while it is backed up: a file or folder only. */
  closed: boolean;
}

export type FileNode = Attributes & { readonly type: 'file'; content: Buffer };
export type LinkNode = Attributes & { readonly type: 'link'; readonly target: string };
export type FifoNode = Attributes & { readonly type: 'fifo' };
export type FolderNode = Attributes & { readonly type: 'folder'; readonly children: Map<string, TreeNode> };
export type TreeNode = FileNode | LinkNode | FifoNode | FolderNode;

/** An entry where it lies. The top has no parent. */
export interface Place {
  readonly path: string;
  readonly name: string;
  readonly node: TreeNode;
  readonly parent: FolderPlace | null;
}
export interface FolderPlace extends Place {
  readonly node: FolderNode;
}

export const isFolderPlace = (place: Place): place is FolderPlace => place.node.type === 'folder';

/** All places of a tree, folders before what they hold. */
export function* placesBelow(folder: FolderPlace): Generator<Place> {
  yield folder;
  for (const [name, node] of folder.node.children) {
    const place = { path: `${folder.path}/${name}`, name, node, parent: folder };
    if (isFolderPlace(place)) yield* placesBelow(place);
    else yield place;
  }
}

/**
 * The place meant by a number: always the same for the same number while it is there, whatever else comes and goes, so
 * that a failing list of edits can be made shorter.
 */
export function choose<Some extends Place>(places: readonly Some[], pick: number): Some | undefined {
  let [best, highest]: [Some | undefined, number] = [undefined, -1];
  for (const place of places) {
    const rank = hash(`${pick} ${place.path}`);
    if (rank > highest) [best, highest] = [place, rank];
  }
  return best;
}

const hash = (text: string): number => crypto.createHash('md5').update(text).digest().readUInt32BE();

interface BackupOf {
  readonly top: FolderPlace;
  /** Paths of the plan's folders. */
  readonly roots: readonly string[];
  /** Names that are left out, with all below them. */
  readonly isLeftOut: (name: string) => boolean;
  /** What the newest snapshot has: what can't be read now stays as it is there. */
  readonly base: Description;
}

/** A backup's snapshot, and what it can't read: the topmost paths of that. */
export interface Backup {
  readonly description: Description;
  readonly unread: readonly string[];
}

/** Describes the snapshot that a backup of a tree makes. */
export function describeBackup({ top, roots, isLeftOut, base }: BackupOf): Backup {
  const isWithin = (path: string) => roots.some((root) => path === root || path.startsWith(`${root}/`));
  const places = [...placesBelow(top)].filter(({ path }) => isWithin(path) && !path.split('/').some(isLeftOut));
  const closed = places.filter(({ node }) => node.closed);
  const seen = places.filter(({ path }) => !closed.some((above) => path.startsWith(`${above.path}/`)));
  const read = seen.filter(({ node }) => !node.closed);
  const unread = seen.filter(({ node }) => node.closed);
  const described = roots.flatMap((root) => {
    const below = read.filter(({ path }) => path === root || path.startsWith(`${root}/`));
    const first = firstNames(new Map(below.map(({ path, node }) => [path, node])));
    return below.map(({ path, node }) => [path, describe(node, first(path))] as const);
  });
  return {
    description: new Map([...described, ...unread.flatMap((place) => carry(place, base))]),
    unread: unread.map(({ path }) => path),
  };
}

/** A folder that never could be read is there, but empty; a file is not. */
function carry({ path, node }: Place, base: Description): (readonly [string, Described])[] {
  const kept = [...base].filter(([known]) => known === path || known.startsWith(`${path}/`));
  if (kept.length > 0) return kept.map(([known, entry]) => [known, { ...entry, sameAs: known, carried: true }]);
  return node.type === 'folder' ? [[path, { ...describe(node, path), mode: 0 }]] : [];
}

function describe(node: TreeNode, sameAs: string): Described {
  const { type, mode, owner, group, mtime, note } = node;
  const content = node.type === 'file' ? node.content : null;
  return {
    ...{ type, mode, owner, group, note, sameAs, carried: false },
    mtime: mtime ?? 0n,
    size: content?.length ?? 0,
    sha256: content && crypto.hash('sha256', content, 'hex'),
    link: node.type === 'link' ? node.target : null,
  };
}
