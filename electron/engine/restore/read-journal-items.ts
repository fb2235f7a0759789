import type { JournalItem } from './as-left.ts';
import { itemColumns, type RestoreList } from './restore-list.ts';

const pageSize = 2000;

/** Items of a journal that fit a condition, by path, whatever became of them; page by page. */
export function* readJournalItems(journal: RestoreList, condition: string): Generator<JournalItem> {
  const page = journal.db.prepare<[string], JournalItem>(
    `SELECT ${itemColumns}, failed FROM item WHERE path > ? AND (${condition}) ORDER BY path LIMIT ${pageSize}`,
  );
  for (let after = ''; ; ) {
    const rows = page.all(after);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.path;
  }
}
