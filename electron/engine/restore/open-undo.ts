import type { Catalogue } from '../catalogue/catalogue.ts';
import type { JournalHeader } from './journal.ts';
import { openJournaled } from './open-journaled.ts';
import { type OpenRestore, openRestore } from './open-restore.ts';
import { undoOrder } from './undo-order.ts';

/** What undoing a restore is about: all of its safety snapshot or, without one, only what it made. */
export const openUndo = (catalogue: Catalogue, home: string, header: JournalHeader): OpenRestore =>
  header.safetySnapshotId === null
    ? openJournaled(catalogue, header, null)
    : openRestore(catalogue, home, undoOrder(header));
