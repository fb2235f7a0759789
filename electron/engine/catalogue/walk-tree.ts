import { fileType } from './file-record.ts';
import type { Connection } from './open-catalogue.ts';
import { type Child, createChildReader } from './read-children.ts';
import { isCarried } from './version-row.ts';

export interface TreeEntry extends Child {
  /** Absolute source path. */
  readonly path: string;
  /** It or a folder above it could not be read in the snapshot's run. */
  readonly carried: boolean;
}

export interface WalkRequest {
  /** Entry whose children are walked, with its path (`/` for the topmost). */
  readonly folderId: number;
  readonly path: string;
  readonly sequence: number;
  readonly carried?: boolean;
}

/**
 * Everything below a folder at a snapshot, by name, each folder before what it holds. Memory follows the depth of the
 * tree, not its size.
 */
export function* walkTree(db: Connection, request: WalkRequest): Generator<TreeEntry> {
  const children = createChildReader(db);
  yield* below(request);

  function* below({ folderId, path, sequence, carried = false }: WalkRequest): Generator<TreeEntry> {
    const prefix = path === '/' ? '/' : `${path}/`;
    for (const row of children(folderId, sequence)) {
      const entry: TreeEntry = { ...row, path: prefix + row.name, carried: carried || isCarried(row) };
      yield entry;
      if (row.type === fileType.folder) {
        yield* below({ folderId: row.entryId, path: entry.path, sequence, carried: entry.carried });
      }
    }
  }
}
