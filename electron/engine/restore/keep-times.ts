import path from 'node:path';
import { createParents } from '../backup/link-files.ts';
import { fileType } from '../catalogue/file-record.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { recordOf } from '../tools/record-of.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import { type JournalHeader, keptFolders, openJournal, readJournal } from './journal.ts';
import { noBase } from './plan-restore.ts';
import { problemAbove } from './refuse-link-above.ts';
import { isWritten, plannedAction, type RestoreList, wholeness } from './restore-list.ts';
import { type RestoreScope, readItems } from './restore-scope.ts';

const { refresh, delete: deleted } = plannedAction;

/**
 * Keeps times of folders as they are before anything is touched: of those that the restore does not mean, but in which it
 * makes or removes something, to be given back in the end; and of those that only get another time by it, to be given
 * back when it is undone, unless a safety snapshot has them. They are kept as empty folders beside the journal, since only
 * rsync can give a time to the nanosecond.
 */
export async function keepFolders(scope: RestoreScope, journal: RestoreList, header: JournalHeader): Promise<void> {
  const { runId, safetySnapshotId } = header;
  const meant = new Set([...(safetySnapshotId === null ? refreshed(scope) : []), ...givenByUndo(scope, header)]);
  const known = new Set(readKept(journal, 'true'));
  const folders = [...new Set([...meant, ...stirredFolders(scope)])].filter(
    (folder) => !known.has(folder) && recordOf(folder)?.type === fileType.folder,
  );
  if (folders.length === 0) return;
  const place = keptFolders(scope.context.home, runId);
  makeFolder(place);
  const make = createParents(place);
  for (const folder of folders) make(folder);
  await giveTimes(scope, { from: '', to: place, folders });
  const keep = journal.db.prepare('INSERT INTO kept_folder VALUES (?, ?)');
  journal.db.transaction(() => {
    for (const folder of folders) keep.run(folder, Number(meant.has(folder)));
  })();
}

/** Gives folders back the times that they had; of a restore that is undone also those that it meant to change. */
export async function giveBackFolders(scope: RestoreScope, journal: RestoreList, header: JournalHeader): Promise<void> {
  await giveKept(scope, header.runId, readKept(journal, 'meant = 0'));
  const undone = header.undoOf === null ? undefined : readJournal(scope.context.home, header.undoOf);
  if (!undone) return;
  await withUndone(scope, undone, (folders) => giveKept(scope, undone.runId, folders));
}

async function giveKept(scope: RestoreScope, runId: string, kept: readonly string[]): Promise<void> {
  const isThere = (folder: string): boolean =>
    recordOf(folder)?.type === fileType.folder && problemAbove(folder) === null;
  await giveTimes(scope, { from: keptFolders(scope.context.home, runId), to: '', folders: kept.filter(isThere) });
}

function givenByUndo(scope: RestoreScope, { undoOf }: JournalHeader): readonly string[] {
  const undone = undoOf === null ? undefined : readJournal(scope.context.home, undoOf);
  return undone ? withUndone(scope, undone, (folders) => folders) : [];
}

/** A restore that came to its end has given back the times of the others itself. */
function withUndone<Result>(
  { context }: RestoreScope,
  { runId, state }: JournalHeader,
  use: (folders: readonly string[]) => Result,
): Result {
  const journal = openJournal(context.home, runId);
  try {
    return use(readKept(journal, state === 'working' ? 'meant IN (0, 1)' : 'meant = 1'));
  } finally {
    journal.close();
  }
}

/** Deeper ones first. */
const readKept = ({ db }: RestoreList, condition: string): string[] =>
  db.prepare<[], string>(`SELECT path FROM kept_folder WHERE ${condition} ORDER BY path DESC`).pluck().all();

function* refreshed({ list }: RestoreScope): Generator<string> {
  for (const item of readItems(list, `action = ${refresh}`)) if (item.path !== '/') yield item.path;
}

/** Folders in which something is made or removed, and that are no items themselves. */
function stirredFolders({ list }: RestoreScope): ReadonlySet<string> {
  const meant = list.db.prepare<[string]>(`SELECT 1 FROM item WHERE path = ? AND failed = 0 AND base <> ${noBase}`);
  const stirring = `(${isWritten} OR action = ${deleted}) AND whole <> ${wholeness.below}`;
  const folders = new Set<string>();
  let last = '/';
  for (const item of readItems(list, stirring)) {
    const folder = path.posix.dirname(item.path);
    if (folder === last) continue;
    last = folder;
    if (folder !== '/' && !folders.has(folder) && meant.get(folder) === undefined) folders.add(folder);
  }
  return folders;
}

interface Giving {
  readonly from: string;
  readonly to: string;
  readonly folders: readonly string[];
}

async function giveTimes({ context, rsync }: RestoreScope, { from, to, folders }: Giving): Promise<void> {
  if (folders.length === 0) return;
  const { stderr } = await rsyncCopy({
    ...{ program: rsync, source: from || '/', target: to || '/', signal: context.signal },
    selection: { kind: 'names', names: folders.map((folder) => folder.slice(1)) },
    timesOnly: true,
    onItem: () => {},
  });
  for (const line of stderr.split('\n').filter((text) => text !== '')) context.log(line);
}
