import type { Entry } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { fileType } from './file-record.ts';
import type { Connection } from './open-catalogue.ts';
import { fitPage } from './page-budget.ts';
import { holdsAt, toEntry, type VersionRow, versionColumns } from './version-row.ts';

export interface PageOf<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

export interface FolderRequest {
  readonly folderId: number;
  readonly sequence: number;
  readonly path: string;
  /** The folder or one above it could not be read. */
  readonly carried: boolean;
  readonly after: string | undefined;
  readonly limit: number;
}

interface Child extends VersionRow {
  readonly name: string;
}

/** Pages of a folder at a snapshot: folders first, then the rest, each by name (by code point). */
export function createFolderLister(db: Connection): (request: FolderRequest) => PageOf<Entry> {
  const children = (condition: string) =>
    db.prepare<unknown[], Child>(
      `SELECT e.name, ${versionColumns} FROM entry e CROSS JOIN version v ON v.entry_id = e.id
       WHERE e.parent_id = @folderId AND e.name > @after AND ${condition} AND ${holdsAt} ORDER BY e.name LIMIT @limit`,
    );
  const folders = children(`e.folder = 1 AND v.type = ${fileType.folder}`);
  const others = children(`v.type <> ${fileType.folder}`);
  return ({ folderId, sequence, path, carried, after, limit }) => {
    const [kind, name] = readCursor(after, ['string', 'string']) ?? ['folders', ''];
    const bound = { folderId, seq: sequence };
    // One more than asked for tells whether another page follows.
    const first = kind === 'folders' ? folders.all({ ...bound, after: name, limit: limit + 1 }) : [];
    const rest =
      first.length > limit
        ? []
        : others.all({ ...bound, after: kind === 'others' ? name : '', limit: limit + 1 - first.length });
    const prefix = path === '/' ? '/' : `${path}/`;
    const rows = fitPage([...first, ...rest].slice(0, limit), ({ name: own }) => prefix + own);
    const last = rows.at(-1);
    const more = first.length + rest.length > rows.length && last;
    return {
      items: rows.map((row) => toEntry(`${prefix}${row.name}`, row, carried)),
      next: more ? writeCursor([last.type === fileType.folder ? 'folders' : 'others', last.name]) : null,
    };
  };
}
