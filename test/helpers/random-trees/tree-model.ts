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

/** Describes what a backup of `roots` keeps of a tree, but for entries that `isLeftOut` names, with all below them. */
export function describeModel(
  top: FolderPlace,
  roots: readonly string[],
  isLeftOut: (name: string) => boolean,
): Description {
  const places = [...placesBelow(top)].filter(({ path }) => !path.split('/').some(isLeftOut));
  return new Map(
    roots.flatMap((root) => {
      const nodes = places.filter(({ path }) => path === root || path.startsWith(`${root}/`));
      const first = firstNames(new Map(nodes.map(({ path, node }) => [path, node])));
      return nodes.map(({ path, node }) => [path, describe(node, first(path))] as const);
    }),
  );
}

function describe(node: TreeNode, sameAs: string): Described {
  const { type, mode, owner, group, mtime, note } = node;
  const content = node.type === 'file' ? node.content : null;
  return {
    ...{ type, mode, owner, group, note, sameAs },
    mtime: mtime ?? 0n,
    size: content?.length ?? 0,
    sha256: content && crypto.hash('sha256', content, 'hex'),
    link: node.type === 'link' ? node.target : null,
  };
}
