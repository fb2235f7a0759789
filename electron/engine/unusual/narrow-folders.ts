interface Node {
  files: number;
  readonly children: Map<string, Node>;
}

export interface CountedFolder {
  readonly path: string;
  readonly files: number;
}

/**
 * Where files lie, in a few lines: goes down from the top for as long as one folder holds them all, and tells of what that
 * one holds the folders with the most of them. `counts`: folders by path with the files that lie in them directly.
 */
export function narrowFolders(counts: Iterable<readonly [path: string, files: number]>, most: number): CountedFolder[] {
  const top = newNode();
  for (const [path, files] of counts) add(top, path, files);
  let [node, path] = [top, ''];
  for (let only = onlyChild(node); only; only = onlyChild(node)) [node, path] = [only.node, `${path}/${only.name}`];
  const below = [...node.children].map(([name, child]) => ({ path: `${path}/${name}`, files: child.files }));
  const direct = node.files - below.reduce((sum, { files }) => sum + files, 0);
  const all = direct > 0 ? [...below, { path: path || '/', files: direct }] : below;
  return all.toSorted((one, other) => other.files - one.files || (one.path < other.path ? -1 : 1)).slice(0, most);
}

const newNode = (): Node => ({ files: 0, children: new Map() });

function add(top: Node, path: string, files: number): void {
  let node = top;
  node.files += files;
  for (const name of path.split('/').filter((part) => part !== '')) {
    const child = node.children.get(name) ?? newNode();
    node.children.set(name, child);
    child.files += files;
    node = child;
  }
}

function onlyChild({ files, children }: Node): { readonly name: string; readonly node: Node } | undefined {
  const [first, second] = children;
  if (!first || second || first[1].files < files || first[1].children.size === 0) return undefined;
  return { name: first[0], node: first[1] };
}
