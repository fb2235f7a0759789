import { headerOfSafety } from './header-of-safety.ts';
import { findJournal, type JournalHeader, listJournals, noteInJournal, openJournal, removeJournal } from './journal.ts';
import { writtenFolders } from './leftovers.ts';

/** Journals of restores, each in a file of its own; read on the catalogue's threads since these are none of the window's. */
export const journalsStore = {
  find: findJournal,
  /** Of the restore that made the safety snapshot in a folder: this home's, else what the snapshot tells; null if nothing. */
  ofSafety: (home: string, folder: string): JournalHeader | null => {
    const told = headerOfSafety(folder);
    return told && (findJournal(home, told.runId) ?? told);
  },
  list: listJournals,
  remove: removeJournal,
  /** What it left half written is gone. */
  markSwept: (home: string, runId: string): void => noteInJournal(home, runId, () => ({ swept: true })),
  /** Folders into which a restore wrote, each once or a few times: those of a stretch of its items, and where the next begins. */
  folders: (home: string, runId: string, after: string): ReturnType<typeof writtenFolders> => {
    const journal = openJournal(home, runId);
    try {
      return writtenFolders(journal, after);
    } finally {
      journal.close();
    }
  },
};
