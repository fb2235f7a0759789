import type { Connection } from '../catalogue/open-catalogue.ts';
import type { BaseRecord } from './classify-entry.ts';

/** What the catalogue knows of a name. */
export interface Known {
  readonly id: number;
  /** That of the base's record; null when the base does not hold it, or what it recorded proves nothing. */
  readonly fingerprint: number | null;
  /** It was a folder in some snapshot. */
  readonly folder: boolean;
}

type KnownRow = [id: number, name: string, fingerprint: number | null, folder: number];

function prepare(db: Connection) {
  return {
    known: db.prepare<[number], KnownRow>('SELECT id, name, fingerprint, folder FROM entry WHERE parent_id = ?').raw(),
    record: db.prepare<[number], BaseRecord>(
      `SELECT type, size, mtime_s AS mtimeS, mtime_ns AS mtimeNs, mode, uid, gid, ino, ctime_s AS ctimeS,
         ctime_ns AS ctimeNs, flags FROM version WHERE entry_id = ? AND last_seq IS NULL`,
    ),
  };
}

const prepared = new WeakMap<Connection, ReturnType<typeof prepare>>();

function statementsOf(db: Connection): ReturnType<typeof prepare> {
  const statements = prepared.get(db) ?? prepare(db);
  prepared.set(db, statements);
  return statements;
}

/** Entries the catalogue knows in a folder, whether or not the newest snapshot holds them. */
export function readKnown(db: Connection, folderId: number): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const [id, name, fingerprint, folder] of statementsOf(db).known.all(folderId)) {
    known.set(name, { id, fingerprint, folder: folder === 1 });
  }
  return known;
}

/** What the newest snapshot recorded of an entry; null when it does not hold it. */
export function readRecord(db: Connection, known: Known | null): BaseRecord | null {
  return (known && statementsOf(db).record.get(known.id)) ?? null;
}
