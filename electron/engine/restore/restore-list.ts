import fs from 'node:fs';
import Database from 'better-sqlite3';
import { type RestoreAction, type RestoreTotal, restoreActions } from '#shared/domain/restore.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { connectOwners, type Owners, ownerSchema } from './list-owners.ts';
import { connectPairs, type Pairs, pairSchema } from './list-pairs.ts';

/**
 * `attributes`: the content stays; mode, owner, time, extended attributes or access control lists are given back.
 * `refresh`: a folder that stays, but whose own attributes are given back since something in it changes. `look`: an entry
 * that can stay as far as can be told without rsync; none is left when the list is complete. `beside`: made under a name
 * that is free, as what is there stays, or in a folder so made.
 */
export const plannedAction = {
  create: 0,
  overwrite: 1,
  delete: 2,
  attributes: 3,
  refresh: 4,
  look: 5,
  beside: 6,
} as const;

/** Condition for what is copied or made anew, whatever is there now. */
export const isWritten = `action IN (${plannedAction.create}, ${plannedAction.overwrite}, ${plannedAction.beside})`;

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
  /** Where the snapshot's copy lies and where it goes, as rsync takes them: number of a pair of folders, and name below both. */
  readonly base: number;
  readonly name: string;
  /** 1: its name at the target is another one; `name` is that of the snapshot's copy. What lies in it has a pair of its own. */
  readonly renamed: number;
  readonly mode: number;
  /** Owner and group as they are to be here: what was recorded, or who has that name here. */
  readonly uid: number;
  readonly gid: number;
  readonly mtimeS: number;
  readonly mtimeNs: number;
  readonly sha256: Buffer | null;
  /** Another name of the file at the target, as it should be or restored before, that this one becomes a link to. */
  readonly linkTo: string | null;
  /** One of `wholeness`: nothing was at the place of the folder that it is or lies in, so that is treated as one. */
  readonly whole: number;
  /** What is there now; null where nothing is. */
  readonly wasSize: number | null;
  readonly wasMtimeS: number | null;
  readonly wasMtimeNs: number | null;
}

export type RestoreTotals = Readonly<Record<RestoreAction, RestoreTotal>>;

/** What a list takes. */
export interface Measure {
  readonly totals: RestoreTotals;
  /** Room needed at the target: what is new, what is larger than what it replaces, and the largest of what is replaced. */
  readonly neededBytes: number;
  /** Size of what is there now and changes. */
  readonly safetyBytes: number;
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
  renamed INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  gid INTEGER NOT NULL,
  mtime_s INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  sha256 BLOB,
  link_to TEXT,
  whole INTEGER NOT NULL,
  was_size INTEGER,
  was_mtime_s INTEGER,
  was_mtime_ns INTEGER,
  failed INTEGER NOT NULL DEFAULT 0,
  cleared INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX item_by_action ON item (action, path) WHERE action <> 0;
CREATE INDEX item_by_link ON item (link_to) WHERE link_to IS NOT NULL;
CREATE INDEX item_newer ON item (path) WHERE newer = 1;
CREATE INDEX item_renamed ON item (base, name) WHERE renamed = 1;
${pairSchema}${ownerSchema}`;

export const itemColumns = `path, action, type, size, newer, base, name, renamed, mode, uid, gid, mtime_s AS mtimeS,
  mtime_ns AS mtimeNs, sha256, link_to AS linkTo, whole, was_size AS wasSize, was_mtime_s AS wasMtimeS,
  was_mtime_ns AS wasMtimeNs`;

/** What a restore would do, item by item, in an SQLite file of its own: a million of them page quickly. */
export interface RestoreList extends Pairs, Owners {
  readonly db: Connection;
  /** The file that it was copied from, with all that it holds. */
  readonly copyOf: string | null;
  add(item: PlannedItem): void;
  measure(): Measure;
  totals(): RestoreTotals;
  close(): void;
}

/**
 * Makes the list anew at `file`. It is worth nothing after a crash, so nothing is waited for. One that is `shared` can be
 * read by other connections, as it was when a transaction last ended, while it is being made.
 */
export function createRestoreList(file: string, { shared = false }: { readonly shared?: boolean } = {}): RestoreList {
  removeRestoreList(file);
  return connect(file, null, (db) => {
    if (shared) db.pragma('journal_mode = WAL');
    db.exec(schema);
  });
}

/** Opens a finished list so that what is noted in it outlives the process. Throws if there is none. */
export function openRestoreList(file: string): RestoreList {
  if (!fs.existsSync(file)) throw new Error(`there is no list ${file}`);
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  return listIn(db, null);
}

/** Takes a finished list over from another file. */
export function copyRestoreList(from: string, file: string): RestoreList {
  removeRestoreList(file);
  // As long as this connection is there nobody else ends the file's log: what is in it is put into the file first.
  const source = new Database(from);
  try {
    source.pragma('wal_checkpoint(TRUNCATE)');
    fs.copyFileSync(from, file);
  } finally {
    source.close();
  }
  return connect(file, from, () => {});
}

function connect(file: string, copyOf: string | null, prepare: (db: Connection) => void): RestoreList {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  prepare(db);
  return listIn(db, copyOf);
}

function listIn(db: Connection, copyOf: string | null): RestoreList {
  // By place, not by name: binding takes most of an insert's time.
  const insert = db.prepare<unknown[]>(
    `INSERT OR REPLACE INTO item (path, action, type, size, newer, base, name, renamed, mode, uid, gid, mtime_s,
       mtime_ns, sha256, link_to, whole, was_size, was_mtime_s, was_mtime_ns)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    ...{ db, copyOf, ...connectPairs(db), ...connectOwners(db) },
    add: (item) => void insert.run(...valuesOf(item)),
    measure: () => measure(db),
    totals: () => measure(db).totals,
    close: () => db.close(),
  };
}

const valuesOf = (item: PlannedItem): unknown[] => [
  ...[item.path, item.action, item.type, item.size, item.newer, item.base, item.name, item.renamed],
  ...[item.mode, item.uid, item.gid, item.mtimeS, item.mtimeNs, item.sha256, item.linkTo, item.whole],
  ...[item.wasSize, item.wasMtimeS, item.wasMtimeNs],
];

export function removeRestoreList(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) fs.rmSync(file + suffix, { force: true });
}

/** Conditions by which a dry run tells of items. What `refresh` gives back follows from the rest, and is not told. */
export const shownAs: Readonly<Record<RestoreAction, string>> = {
  create: `action = ${plannedAction.create}`,
  beside: `action <> 0 AND action = ${plannedAction.beside}`,
  overwrite: `action <> 0 AND action = ${plannedAction.overwrite} AND newer = 0`,
  'overwrite-newer': `action = ${plannedAction.overwrite} AND newer = 1`,
  attributes: `action <> 0 AND action = ${plannedAction.attributes}`,
  delete: `action <> 0 AND action = ${plannedAction.delete}`,
};

const sum = (value: string, condition: string): string => `coalesce(sum(${value}) FILTER (WHERE ${condition}), 0)`;

/** In one pass, without sorting. */
function measure(db: Connection): Measure {
  const columns = [
    ...Object.values(shownAs).flatMap((condition) => [
      `count(*) FILTER (WHERE ${condition})`,
      // No content is written to give attributes.
      sum('size', `${condition} AND action <> ${plannedAction.attributes}`),
    ]),
    sum('max(0, size - coalesce(was_size, 0))', `${isWritten} AND link_to IS NULL`),
    `coalesce(max(size) FILTER (WHERE action = ${plannedAction.overwrite}), 0)`,
    sum('was_size', 'was_size IS NOT NULL'),
  ];
  const row = db
    .prepare<[], number[]>(`SELECT ${columns.join(', ')} FROM item`)
    .raw()
    .get();
  const at = (index: number): number => row?.[index] ?? 0;
  const end = restoreActions.length * 2;
  const shown = Object.keys(shownAs);
  const total = (action: RestoreAction): RestoreTotal => {
    const index = shown.indexOf(action) * 2;
    return { entries: at(index), bytes: at(index + 1) };
  };
  return {
    totals: {
      create: total('create'),
      beside: total('beside'),
      overwrite: total('overwrite'),
      'overwrite-newer': total('overwrite-newer'),
      attributes: total('attributes'),
      delete: total('delete'),
    },
    neededBytes: at(end) + at(end + 1),
    safetyBytes: at(end + 2),
  };
}
