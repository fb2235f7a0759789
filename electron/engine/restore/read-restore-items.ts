import fs from 'node:fs';
import Database from 'better-sqlite3';
import type { RestoreAction, RestoreItem } from '#shared/domain/restore.ts';
import { readCursor, writeCursor } from '../catalogue/cursor.ts';
import type { PageOf } from '../catalogue/list-folder.ts';
import { plannedAction, shownAs } from './restore-list.ts';

interface ItemsRequest {
  readonly action: RestoreAction | undefined;
  /** Part of a path. */
  readonly match?: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

interface Row {
  readonly path: string;
  readonly action: number;
  readonly newer: number;
  readonly size: number;
  readonly source: string | null;
}

/** A page of what a dry run has listed so far, by path. A list that has not been begun is empty. */
export function readRestoreItems(file: string, { action, match, after, limit }: ItemsRequest): PageOf<RestoreItem> {
  if (!fs.existsSync(file)) return { items: [], next: null };
  const db = new Database(file, { readonly: true });
  try {
    const [place] = readCursor(after, ['string']) ?? [''];
    const ready = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'owner'").get() !== undefined;
    if (!ready) return { items: [], next: null };
    const shown =
      action === undefined ? `action NOT IN (${plannedAction.refresh}, ${plannedAction.look})` : shownAs[action];
    const rows = db
      .prepare<unknown[], Row>(
        `SELECT i.path, i.action, i.newer, i.size, p.source_base || '/' || i.name AS source
         FROM item i LEFT JOIN pair p ON p.number = i.base AND i.name <> ''
         WHERE i.path > @place AND ${shown} AND ${match ? "i.path LIKE @like ESCAPE '\\'" : '1'}
         ORDER BY i.path LIMIT @limit`,
      )
      .all({ place, limit: limit + 1, ...(match && { like: `%${match.replace(/[\\%_]/g, '\\$&')}%` }) });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(toItem), next: rows.length > limit && last ? writeCursor([last.path]) : null };
  } finally {
    db.close();
  }
}

const toItem = ({ action, newer, path, source, size }: Row): RestoreItem => ({
  action: actionOf(action, newer),
  path,
  source: action === plannedAction.delete ? null : source,
  size,
});

const actions: ReadonlyMap<number, RestoreAction> = new Map([
  [plannedAction.create, 'create'],
  [plannedAction.beside, 'beside'],
  [plannedAction.overwrite, 'overwrite'],
  [plannedAction.attributes, 'attributes'],
  [plannedAction.delete, 'delete'],
]);

const actionOf = (action: number, newer: number): RestoreAction =>
  action === plannedAction.overwrite && newer === 1 ? 'overwrite-newer' : (actions.get(action) ?? 'create');
