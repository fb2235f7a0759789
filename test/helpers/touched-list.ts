import Database from 'better-sqlite3';
import { plannedAction } from '../../electron/engine/restore/restore-list.ts';

type Touched = Partial<Record<keyof typeof plannedAction, readonly string[]>>;

/** As much of a restore's list as says which paths it touches, and how. */
export function listTouched(touched: Touched) {
  const db = new Database(':memory:');
  db.exec(
    'CREATE TABLE item (path TEXT PRIMARY KEY, action INTEGER NOT NULL, failed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID',
  );
  const add = db.prepare('INSERT INTO item (path, action) VALUES (?, ?)');
  for (const action of Object.keys(plannedAction) as (keyof Touched)[]) {
    for (const path of touched[action] ?? []) add.run(path, plannedAction[action]);
  }
  return { db };
}
