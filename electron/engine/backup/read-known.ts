import type { Connection } from '../catalogue/open-catalogue.ts';
import type { BaseRecord } from './classify-entry.ts';

export interface Known {
  readonly id: number;
  readonly record: BaseRecord | null;
}

type KnownRow = [
  number,
  string,
  number | null,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const statements = new WeakMap<Connection, ReturnType<typeof prepareKnown>>();

function prepareKnown(db: Connection) {
  return db
    .prepare<[number], KnownRow>(
      `SELECT e.id, e.name, v.type, v.size, v.mtime_s, v.mtime_ns, v.mode, v.uid, v.gid, v.ino, v.ctime_s, v.ctime_ns, v.flags
       FROM entry e LEFT JOIN version v ON v.entry_id = e.id AND v.last_seq IS NULL WHERE e.parent_id = ?`,
    )
    .raw();
}

/** Entries the catalogue knows in a folder; without a record when the newest snapshot does not hold them. */
export function readKnown(db: Connection, folderId: number): Map<string, Known> {
  const statement = statements.get(db) ?? prepareKnown(db);
  statements.set(db, statement);
  const known = new Map<string, Known>();
  for (const [id, name, type, size, mtimeS, mtimeNs, mode, uid, gid, ino, ctimeS, ctimeNs, flags] of statement.all(
    folderId,
  )) {
    const record = type === null ? null : { type, size, mtimeS, mtimeNs, mode, uid, gid, ino, ctimeS, ctimeNs, flags };
    known.set(name, { id, record });
  }
  return known;
}
