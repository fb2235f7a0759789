import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { holdsAt } from '../catalogue/version-row.ts';

/** What a snapshot recorded of an entry, as far as its copy is compared with it. */
export interface RecordedEntry {
  /** Absolute source path. */
  readonly path: string;
  readonly type: number;
  readonly size: number;
  readonly sha256: Buffer | null;
}

type Row = readonly [name: string, entryId: number, type: number, size: number, sha256: Buffer | null];

const pageSize = 2000;

/**
 * Everything a plan's snapshot recorded, folder by folder: a folder comes before what it holds, and what it holds, by
 * name, before what its folders hold. Memory does not follow the size of the tree.
 */
export function* walkRecorded(
  db: Connection,
  { rootEntry, sequence }: { readonly rootEntry: number; readonly sequence: number },
): Generator<RecordedEntry> {
  // Few columns, and rows as lists: reading whole records took longer than reading the files.
  const page = db
    .prepare<unknown[], Row>(
      `SELECT e.name, e.id, v.type, v.size, v.sha256 FROM entry e CROSS JOIN version v ON v.entry_id = e.id
       WHERE e.parent_id = +@folderId AND e.name > @after AND ${holdsAt}
       ORDER BY e.name LIMIT ${pageSize}`,
    )
    .raw();
  const folders = [{ folderId: rootEntry, path: '' }];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (let after: string | null = ''; after !== null; ) {
      const rows: Row[] = page.all({ folderId: folder.folderId, after, seq: sequence });
      for (const [name, entryId, type, size, sha256] of rows) {
        const path = `${folder.path}/${name}`;
        yield { path, type, size, sha256 };
        if (type === fileType.folder) folders.push({ folderId: entryId, path });
      }
      after = rows.length === pageSize ? (rows.at(-1)?.[0] ?? null) : null;
    }
  }
}
