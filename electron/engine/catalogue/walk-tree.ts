import { fileType } from './file-record.ts';
import type { Connection } from './open-catalogue.ts';
import { holdsAt, isCarried, type VersionRow, versionColumns } from './version-row.ts';

export interface TreeEntry extends VersionRow {
  readonly name: string;
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

interface Child extends VersionRow {
  readonly name: string;
}

const pageSize = 2000;

/**
 * Everything below a folder at a snapshot, by name, each folder before what it holds. Memory follows the depth of the
 * tree, not its size. Other statements, also writing ones, may run meanwhile; what they change below shows or does not.
 */
export function* walkTree(db: Connection, request: WalkRequest): Generator<TreeEntry> {
  const children = db.prepare<unknown[], Child>(
    `SELECT e.name, ${versionColumns} FROM entry e CROSS JOIN version v ON v.entry_id = e.id
     WHERE e.parent_id = @folderId AND e.name > @after AND ${holdsAt} ORDER BY e.name LIMIT ${pageSize}`,
  );
  yield* below(request);

  function* below({ folderId, path, sequence, carried = false }: WalkRequest): Generator<TreeEntry> {
    const prefix = path === '/' ? '/' : `${path}/`;
    for (let after = ''; ; ) {
      const rows = children.all({ folderId, after, seq: sequence });
      for (const row of rows) {
        const entry: TreeEntry = { ...row, path: prefix + row.name, carried: carried || isCarried(row) };
        yield entry;
        if (row.type === fileType.folder) {
          yield* below({ folderId: row.entryId, path: entry.path, sequence, carried: entry.carried });
        }
      }
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return;
      after = last.name;
    }
  }
}
