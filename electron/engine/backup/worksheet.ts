import fs from 'node:fs';
import Database from 'better-sqlite3';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { ScannedItem } from './scanned-item.ts';

/** What is to happen to an entry in this run. */
export const itemKind = {
  /** Not in the base. */
  added: 0,
  /** In the base, but differs or is damaged there: copied afresh. */
  changed: 1,
  /** Size and time are as in the base, but that proves nothing: contents are compared, then it is one of the others. */
  doubtful: 2,
  /** Was doubtful, and equals the base: cloned; what was recorded of its inode is refreshed. */
  same: 3,
  removed: 4,
  /** Can't be read: the base's copy goes on. */
  carried: 5,
  /** The base holds the file under another name (see `link`): linked to that copy. */
  linked: 6,
  /** As in the base, but its copy there can't be linked to: copied from the source again. */
  copiedAgain: 8,
  /** Planned, but gone or unreadable before it was copied, and not in the base. */
  dropped: 7,
} as const;

/**
 * The worksheet of one run: a SQLite file that holds every entry which is not simply cloned, streamed in by the scan and
 * completed by copying and hashing. It is also the journal from which an interrupted run is continued. Folders are
 * known by their catalogue entry's id; ids above `newest entry` at the start belong to entries this run adds.
 * `link.origin` is the entry whose copy in the base a `linked` item is linked to; `moved`: that name is gone, rather than
 * another one of the same inode; `compare`: attributes may differ.
 */
const schema = `
CREATE TABLE meta (session TEXT NOT NULL);
CREATE TABLE folder (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE item (
  folder_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  entry_id INTEGER NOT NULL,
  base_type INTEGER,
  type INTEGER NOT NULL,
  size INTEGER NOT NULL,
  mtime_s INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  gid INTEGER NOT NULL,
  dev INTEGER NOT NULL,
  ino INTEGER NOT NULL,
  ctime_s INTEGER NOT NULL,
  ctime_ns INTEGER NOT NULL,
  names INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  root INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  sha256 BLOB,
  link TEXT,
  PRIMARY KEY (folder_id, name)
) WITHOUT ROWID;
CREATE TABLE link (
  number INTEGER PRIMARY KEY,
  folder_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  origin INTEGER NOT NULL,
  moved INTEGER NOT NULL,
  compare INTEGER NOT NULL
);
`;

export interface Worksheet {
  readonly db: Connection;
  readonly path: string;
  addFolders(folders: readonly { readonly id: number; readonly path: string }[]): void;
  addItems(items: readonly ScannedItem[]): void;
  close(): void;
}

/** What each connection keeps in memory of a worksheet, in kilobytes: it is written and read in the order of its key. */
export const worksheetCacheKb = 4000;

/** Makes the worksheet of a run at `path`. It survives kill -9, not a power cut (it is then thrown away). */
export function createWorksheet(path: string, meta: { readonly session: string }): Worksheet {
  fs.rmSync(path, { force: true });
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma(`cache_size = -${worksheetCacheKb}`);
  db.exec(schema);
  db.prepare('INSERT INTO meta VALUES (@session)').run(meta);
  const addFolder = db.prepare('INSERT OR IGNORE INTO folder VALUES (@id, @path)');
  // By place, not by name: binding takes most of an insert's time.
  const addItem = db.prepare<unknown[]>(
    `INSERT OR REPLACE INTO item (folder_id, name, kind, entry_id, base_type, type, size, mtime_s, mtime_ns,
       mode, uid, gid, dev, ino, ctime_s, ctime_ns, names, stored, flags, root, link)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    db,
    path,
    addFolders: db.transaction((folders) => {
      for (const folder of folders) addFolder.run(folder);
    }),
    addItems: db.transaction((items) => {
      for (const item of items) addItem.run(...valuesOf(item));
    }),
    close: () => db.close(),
  };
}

const valuesOf = (item: ScannedItem): unknown[] => [
  item.folderId,
  item.name,
  item.kind,
  item.entryId,
  item.baseType,
  item.type,
  item.size,
  item.mtimeS,
  item.mtimeNs,
  item.mode,
  item.uid,
  item.gid,
  item.dev,
  item.ino,
  item.ctimeS,
  item.ctimeNs,
  item.names,
  item.stored,
  item.flags,
  item.root,
  item.link,
];

export function removeWorksheet(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) fs.rmSync(path + suffix, { force: true });
}
