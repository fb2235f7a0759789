import fs from 'node:fs';
import { plannedAction, type RestoreList } from './restore-list.ts';

/** So many paths are told by name. */
const toldExamples = 5;

const shown = `action NOT IN (${plannedAction.refresh}, ${plannedAction.look})`;

/** All that a dry run tells of an entry, and what it found there. A folder's time follows from what happens in it. */
const compared = ['action', 'newer', 'type', 'size', 'mtime_s', 'mtime_ns', 'sha256', 'was_size'];
const times = ['was_mtime_s', 'was_mtime_ns'];
const differs = [
  ...compared.map((column) => `n.${column} IS NOT c.${column}`),
  ...times.map((column) => `n.type <> 1 AND n.${column} IS NOT c.${column}`),
].join(' OR ');

/**
 * Compares what a restore is about to do with the dry run that was confirmed: entries that only one of them names, or that
 * are not the same in both, what lies there now included. Without a dry run nothing was confirmed.
 */
export function differencesFromPreview(
  list: RestoreList,
  previewFile: string,
): { readonly count: number; readonly examples: string[] } {
  if (list.copyOf === previewFile) return { count: 0, examples: [] };
  const { db } = list;
  const confirmed = fs.existsSync(previewFile);
  db.prepare('ATTACH ? AS confirmed').run(confirmed ? previewFile : ':memory:');
  try {
    if (!confirmed) db.exec('CREATE TABLE confirmed.item AS SELECT * FROM main.item WHERE 0');
    const different = `
      SELECT n.path FROM main.item n LEFT JOIN confirmed.item c ON c.path = n.path AND c.${shown}
      WHERE n.${shown} AND (c.path IS NULL OR ${differs})
      UNION ALL
      SELECT c.path FROM confirmed.item c LEFT JOIN main.item n ON n.path = c.path AND n.${shown}
      WHERE c.${shown} AND n.path IS NULL`;
    const count = db.prepare<[], number>(`SELECT count(*) FROM (${different})`).pluck().get() ?? 0;
    const examples =
      count === 0 ? [] : db.prepare<[], string>(`${different} ORDER BY 1 LIMIT ${toldExamples}`).pluck().all();
    return { count, examples };
  } finally {
    db.exec('DETACH confirmed');
  }
}
