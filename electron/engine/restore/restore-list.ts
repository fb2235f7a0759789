import fs from 'node:fs';
import Database from 'better-sqlite3';
import type { RestoreAction, RestoreItem } from '#shared/domain/restore.ts';
import { readCursor, writeCursor } from '../catalogue/cursor.ts';
import type { PageOf } from '../catalogue/list-folder.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/**
 * `attributes`: only extended attributes or access control lists differ, and only they are given back. `refresh`: a
 * folder that stays, but whose own attributes are given back since something in it changes. `look`: an entry that can
 * stay as far as can be told without rsync; none is left when the list is complete.
 */
export const plannedAction = { create: 0, overwrite: 1, delete: 2, attributes: 3, refresh: 4, look: 5 } as const;
const actionNames: readonly RestoreAction[] = ['create', 'overwrite', 'delete', 'overwrite'];

/** Whether an item is copied by recursion: not at all, as the folder where it starts, or below that one. */
export const wholeness = { none: 0, top: 1, below: 2 } as const;

/** One thing a restore does. */
export interface PlannedItem {
  /** Absolute path at the target. */
  readonly path: string;
  readonly action: number;
  readonly type: number;
  readonly size: number;
  /** What is there now was modified after the version that would replace it. */
  readonly newer: number;
  /** Where the snapshot's copy lies and where it goes, as rsync takes them: index in the plan's pairs of folders, and name below both. */
  readonly base: number;
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeS: number;
  readonly mtimeNs: number;
  readonly sha256: Buffer | null;
  /** Another name of the file at the target, as it should be or restored before, that this one becomes a link to. */
  readonly linkTo: string | null;
  /** One of `wholeness`: nothing was at the place of the folder that it is or lies in, so that is treated as one. */
  readonly whole: number;
}

export interface RestoreTotals {
  readonly create: { entries: number; bytes: number };
  readonly overwrite: { entries: number; bytes: number };
  readonly delete: { entries: number; bytes: number };
  readonly newer: number;
}

const schema = `
CREATE TABLE item (
  path TEXT PRIMARY KEY,
  action INTEGER NOT NULL,
  type INTEGER NOT NULL,
  size INTEGER NOT NULL,
  newer INTEGER NOT NULL,
  base INTEGER NOT NULL,
  name TEXT NOT NULL,
  mode INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  gid INTEGER NOT NULL,
  mtime_s INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  sha256 BLOB,
  link_to TEXT,
  whole INTEGER NOT NULL,
  failed INTEGER NOT NULL DEFAULT 0,
  cleared INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX item_by_action ON item (action, path) WHERE action <> 0;
CREATE INDEX item_by_link ON item (link_to) WHERE link_to IS NOT NULL;
`;

export const itemColumns = `path, action, type, size, newer, base, name, mode, uid, gid, mtime_s AS mtimeS,
  mtime_ns AS mtimeNs, sha256, link_to AS linkTo, whole`;

/** What a restore would do, item by item, in an SQLite file of its own: a million of them page quickly. */
export interface RestoreList {
  readonly db: Connection;
  add(item: PlannedItem): void;
  totals(): RestoreTotals;
  close(): void;
}

/** Makes the list anew at `file`. It is worth nothing after a crash, so nothing is waited for. */
export function createRestoreList(file: string): RestoreList {
  removeRestoreList(file);
  return connect(file, (db) => db.exec(schema));
}

/** Takes a finished list over from another file. */
export function copyRestoreList(from: string, file: string): RestoreList {
  removeRestoreList(file);
  fs.copyFileSync(from, file);
  return connect(file, () => {});
}

function connect(file: string, prepare: (db: Connection) => void): RestoreList {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  prepare(db);
  const insert = db.prepare(
    `INSERT OR REPLACE INTO item (path, action, type, size, newer, base, name, mode, uid, gid, mtime_s, mtime_ns, sha256, link_to, whole)
     VALUES (@path, @action, @type, @size, @newer, @base, @name, @mode, @uid, @gid, @mtimeS, @mtimeNs, @sha256, @linkTo, @whole)`,
  );
  return { db, add: (item) => void insert.run(item), totals: () => readTotals(db), close: () => db.close() };
}

export function removeRestoreList(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) fs.rmSync(file + suffix, { force: true });
}

function readTotals(db: Connection): RestoreTotals {
  const rows = db
    .prepare<[], { action: number; entries: number; bytes: number; newer: number }>(
      'SELECT action, count(*) AS entries, sum(size) AS bytes, sum(newer) AS newer FROM item GROUP BY action',
    )
    .all();
  const of = (action: number) => {
    const { entries = 0, bytes = 0 } = rows.find((row) => row.action === action) ?? {};
    return { entries, bytes };
  };
  return {
    create: of(plannedAction.create),
    overwrite: {
      entries: of(plannedAction.overwrite).entries + of(plannedAction.attributes).entries,
      bytes: of(plannedAction.overwrite).bytes,
    },
    delete: of(plannedAction.delete),
    newer: rows.reduce((sum, row) => sum + row.newer, 0),
  };
}

interface ItemsRequest {
  readonly action: RestoreAction | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** A page of a finished list, by path. */
export function readRestoreItems(file: string, { action, after, limit }: ItemsRequest): PageOf<RestoreItem> {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const [place] = readCursor(after, ['string']) ?? [''];
    const rows = db
      .prepare<unknown[], PlannedItem>(
        `SELECT ${itemColumns} FROM item WHERE path > @place
           AND ${action === undefined ? `action < ${plannedAction.refresh}` : shownAs[action]}
         ORDER BY path LIMIT @limit`,
      )
      .all({ place, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(toItem), next: rows.length > limit && last ? writeCursor([last.path]) : null };
  } finally {
    db.close();
  }
}

const shownAs: Readonly<Record<RestoreAction, string>> = {
  create: `action = ${plannedAction.create}`,
  overwrite: `action <> 0 AND action IN (${plannedAction.overwrite}, ${plannedAction.attributes})`,
  delete: `action <> 0 AND action = ${plannedAction.delete}`,
};

const toItem = ({ action, path, size, newer }: PlannedItem): RestoreItem => ({
  action: actionNames[action] ?? 'create',
  path,
  size,
  newer: newer === 1,
});
