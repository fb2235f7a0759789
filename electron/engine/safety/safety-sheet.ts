import type { BigIntStats } from 'node:fs';
import Database from 'better-sqlite3';
import { isGrainy } from '../backup/scanned-item.ts';
import { type FileRecord, fileType, recordFlags, toFileRecord } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/** Something that a restore is about to change, as it was seen before. */
export interface SavedEntry extends FileRecord {
  /** Absolute path, where it lies now. */
  readonly path: string;
  /** How many names the inode has. */
  readonly names: number;
  /** Bytes that it takes on disk; less than its size where it has holes. */
  readonly stored: number;
  readonly flags: number;
  /** Target of a symbolic link, in path text. */
  readonly link: string | null;
}

/** Where a file's content comes from: a copy below the plan's `snapshots` that is linked, or null: it is copied. */
export interface SavedFile extends SavedEntry {
  readonly origin: string | null;
}

const schema = `
CREATE TABLE saved (
  path TEXT PRIMARY KEY,
  type INTEGER NOT NULL,
  size INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  gid INTEGER NOT NULL,
  mtime_s INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  ctime_s INTEGER NOT NULL,
  ctime_ns INTEGER NOT NULL,
  dev INTEGER NOT NULL,
  ino INTEGER NOT NULL,
  names INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  link TEXT,
  origin TEXT,
  sha256 BLOB,
  done INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX saved_by_inode ON saved (dev, ino) WHERE names > 1;
CREATE TABLE created (path TEXT PRIMARY KEY) WITHOUT ROWID;
`;

const columns = `path, type, size, mode, uid, gid, mtime_s AS mtimeS, mtime_ns AS mtimeNs, ctime_s AS ctimeS,
  ctime_ns AS ctimeNs, dev, ino, names, stored, flags, link, origin`;

/** What a safety snapshot is to hold, in a temporary SQLite file that goes with its connection. */
export interface SafetySheet {
  readonly db: Connection;
  add(entry: SavedEntry): void;
  /** A folder above what is saved: for its place only, unless it is saved itself. */
  addAbove(entry: SavedEntry): void;
  /** Something that the restore is going to make, though its list says otherwise: it has gone meanwhile. */
  addCreated(path: string): void;
  /** Entries that fit a condition, by path, page by page: the sheet may be written meanwhile. */
  read(condition: string): Generator<SavedFile>;
  close(): void;
}

const pageSize = 2000;

export function createSafetySheet(): SafetySheet {
  const db = new Database('');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec(schema);
  const insert = (how: 'REPLACE' | 'IGNORE') =>
    db.prepare<unknown[]>(
      `INSERT OR ${how} INTO saved (path, type, size, mode, uid, gid, mtime_s, mtime_ns, ctime_s, ctime_ns, dev, ino,
         names, stored, flags, link)
       VALUES (@path, @type, @size, @mode, @uid, @gid, @mtimeS, @mtimeNs, @ctimeS, @ctimeNs, @dev, @ino,
         @names, @stored, @flags, @link)`,
    );
  const [put, putAbove] = [insert('REPLACE'), insert('IGNORE')];
  return {
    db,
    add: (entry) => void put.run(entry),
    addAbove: (entry) => void putAbove.run({ ...entry, flags: recordFlags.ancestor }),
    addCreated: (path) => void db.prepare('INSERT OR IGNORE INTO created (path) VALUES (?)').run(path),
    read: function* read(condition) {
      const page = db.prepare<[string], SavedFile>(
        `SELECT ${columns} FROM saved WHERE path > ? AND (${condition}) ORDER BY path LIMIT ${pageSize}`,
      );
      for (let after = ''; ; ) {
        const rows = page.all(after);
        yield* rows;
        const last = rows.at(-1);
        if (!last || rows.length < pageSize) return;
        after = last.path;
      }
    },
    close: () => db.close(),
  };
}

const blockSize = 512n;

/** An entry as it is seen now. */
export function toSavedEntry(path: string, stats: BigIntStats, link: string | null): SavedEntry {
  const record = toFileRecord(stats);
  const stored = record.type === fileType.file ? Math.min(record.size, Number(stats.blocks * blockSize)) : 0;
  const flags = isGrainy(record) ? recordFlags.grainy : 0;
  const names = record.type === fileType.folder ? 1 : Number(stats.nlink);
  return { path, ...record, names, stored, flags, link };
}

/** What stands for a file of several names; of one name it is the name. */
export const fileKey = ({ path, dev, ino, names }: SavedEntry): string => (names > 1 ? `${dev}:${ino}` : path);
