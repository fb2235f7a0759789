import path from 'node:path';
import Database from 'better-sqlite3';
import type { TreePool } from '../backup/tree-pool.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { readNames } from '../tools/read-names.ts';
import { recordOf } from '../tools/record-of.ts';
import { type FileToProve, proveAll } from '../verification/prove-all.ts';
import { isAsLeft, type JournalItem, type Leaving } from './as-left.ts';
import type { JournalHeader } from './journal.ts';
import { leftoverTest } from './leftovers.ts';
import { readJournalItems } from './read-journal-items.ts';
import { problemAbove } from './refuse-link-above.ts';
import { plannedAction, type RestoreList } from './restore-list.ts';

const { create, beside } = plannedAction;

/** What a restore made where nothing was. */
export interface Made {
  /** Whether something is still as it was left, and so goes when the restore is undone; also what was half written. */
  goes(folder: string, name: string): boolean;
  /** All that goes, by path. */
  paths(): Iterable<string>;
  /** What was made and has been changed since: it stays. */
  readonly changed: readonly string[];
  close(): void;
}

interface FindMade {
  readonly journal: RestoreList;
  readonly header: JournalHeader;
  readonly leaving: Leaving;
  readonly pool: TreePool;
  readonly signal: AbortSignal;
}

const schema = 'CREATE TABLE made (path TEXT PRIMARY KEY, folder INTEGER NOT NULL) WITHOUT ROWID';

/**
 * Looks at everything a restore made: what is still as it left it, files also by what they hold, goes when it is undone.
 * A folder goes only together with all that lies in it.
 */
export async function findMade({ journal, header, leaving, pool, signal }: FindMade): Promise<Made> {
  const db = new Database('');
  db.pragma('journal_mode = OFF');
  db.exec(schema);
  const add = db.prepare('INSERT INTO made VALUES (?, ?)');
  const changed: string[] = [];
  await proveAll({
    pool,
    signal,
    files: filesMade(journal, leaving, {
      onLike: (item) => add.run(item, 0),
      onFolder: (item) => add.run(item, 1),
      onChanged: (item) => changed.push(item),
    }),
    onProved: (proved, faults) => {
      for (const [index, { tag }] of proved.entries()) {
        if (faults.has(index)) changed.push(tag);
        else add.run(tag, 0);
      }
    },
  });
  const found = db.prepare<[string], number>('SELECT 1 FROM made WHERE path = ?').pluck();
  const isLeftover = leftoverTest(header);
  const goes = (folder: string, name: string): boolean =>
    found.get(path.posix.join(folder, name)) !== undefined || isLeftover(name);
  keepFullFolders(db, goes);
  return {
    goes,
    paths: () => readPaths(db, 'path > ?', 'ASC'),
    changed,
    close: () => db.close(),
  };
}

interface OnTheWay {
  readonly onLike: (path: string) => void;
  readonly onFolder: (path: string) => void;
  readonly onChanged: (path: string) => void;
}

function* filesMade(journal: RestoreList, leaving: Leaving, on: OnTheWay): Generator<FileToProve<string>> {
  let above: { readonly folder: string; readonly problem: string | null } | undefined;
  for (const item of readJournalItems(journal, `action IN (${create}, ${beside})`)) {
    const folder = path.posix.dirname(item.path);
    if (above?.folder !== folder) above = { folder, problem: problemAbove(item.path) };
    const now = above.problem === null ? recordOf(item.path) : null;
    if (now === null) continue;
    if (!isAsLeft(item, now, leaving)) on.onChanged(item.path);
    else if (item.type === fileType.folder) on.onFolder(item.path);
    else if (item.type === fileType.file) yield fileOf(item);
    else on.onLike(item.path);
  }
}

const fileOf = ({ path: file, size, sha256 }: JournalItem): FileToProve<string> => ({
  ...{ folder: '', name: file.slice(1), size, sha256, tag: file },
});

/** Takes out folders that hold anything which stays; what lies deeper first. */
function keepFullFolders(db: Connection, goes: Made['goes']): void {
  const stays = db.prepare('DELETE FROM made WHERE path = ?');
  for (const folder of readPaths(db, 'folder = 1 AND path < ?', 'DESC')) {
    if (!readNames(folder).every((name) => goes(folder, name))) stays.run(folder);
  }
}

const pageSize = 2000;
/** Behind every path. */
const beyond = '0';

function* readPaths(db: Connection, condition: string, order: 'ASC' | 'DESC'): Generator<string> {
  const page = db
    .prepare<[string], string>(`SELECT path FROM made WHERE ${condition} ORDER BY path ${order} LIMIT ${pageSize}`)
    .pluck();
  for (let from = order === 'ASC' ? '' : beyond; ; ) {
    const paths = page.all(from);
    yield* paths;
    const last = paths.at(-1);
    if (last === undefined || paths.length < pageSize) return;
    from = last;
  }
}
