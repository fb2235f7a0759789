import type { Connection } from './open-catalogue.ts';
import { holdsAt, type VersionRow, versionColumns } from './version-row.ts';

export interface Child extends VersionRow {
  readonly name: string;
}

const pageSize = 2000;

export type ChildReader = (folderId: number, sequence: number) => Generator<Child>;

/**
 * Reads what a folder holds at a snapshot, by name. Memory follows the page, not the folder. Other statements, also
 * writing ones, may run meanwhile.
 */
export function createChildReader(db: Connection): ChildReader {
  const children = db.prepare<unknown[], Child>(
    `SELECT e.name, ${versionColumns} FROM entry e CROSS JOIN version v ON v.entry_id = e.id
     WHERE e.parent_id = +@folderId AND e.name > @after AND ${holdsAt} ORDER BY e.name LIMIT ${pageSize}`,
  );
  return function* read(folderId, sequence) {
    for (let after = ''; ; ) {
      const rows = children.all({ folderId, after, seq: sequence });
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return;
      after = last.name;
    }
  };
}
