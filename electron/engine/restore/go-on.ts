import type { RunReport } from '../runs/run-job.ts';
import { brokenOff } from './broken-off.ts';
import { checkSpace } from './check-space.ts';
import { doRestore } from './do-restore.ts';
import { endJournal } from './end-journal.ts';
import { type JournalHeader, noteInJournal } from './journal.ts';
import { giveBackFolders, keepFolders } from './keep-times.ts';
import { limitToRest } from './list-finish.ts';
import { proveSources } from './prove-sources.ts';
import { reportRestore } from './report-restore.ts';
import type { RestoreList } from './restore-list.ts';
import type { RestoreScope } from './restore-scope.ts';

/**
 * Does what is left of a restore that was cut off; the list is a copy of its journal's. What it changes has been kept
 * already, and the journal stays the one by which all of it can be undone.
 */
export async function goOn(scope: RestoreScope, journal: RestoreList, header: JournalHeader): Promise<RunReport> {
  const { context, list } = scope;
  await limitToRest(scope, header);
  checkSpace(scope);
  const borrowed = await proveSources(scope);
  context.signal.throwIfAborted();
  noteInJournal(context.home, header.runId, ({ continuedBy, borrowedFrom }) => ({
    continuedBy: [...continuedBy, context.runId],
    borrowedFrom: [...new Set([...borrowedFrom, ...borrowed])],
    ...{ swept: false, state: 'working' },
  }));
  try {
    await keepFolders(scope, journal, header);
    await doRestore(scope);
    await giveBackFolders(scope, journal, header);
    takeOver(journal, list);
    await endJournal(scope, header);
  } catch (error) {
    throw brokenOff(scope, header, error);
  }
  const counts = { scope, keep: 0, keptNewer: 0, blocked: 0, undoOf: header.undoOf };
  return reportRestore(counts, header);
}

/** What was left out this time is what the journal tells to have been left out. */
function takeOver(journal: RestoreList, { db: { name } }: RestoreList): void {
  journal.db.prepare('ATTACH ? AS rest').run(name);
  journal.db.exec(
    `UPDATE item SET failed = path IN (SELECT path FROM rest.item WHERE failed = 1)
     WHERE failed = 1 OR path IN (SELECT path FROM rest.item WHERE failed = 1)`,
  );
  journal.db.exec('DETACH rest');
}
