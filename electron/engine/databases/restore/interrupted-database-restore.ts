import { HoldfastError } from '#shared/errors.ts';
import { readDatabaseJournal } from './restore-journal.ts';

/** What a restore of a database ended with whose process died: how things stand, and what to do next, by its journal. */
export function interruptedDatabaseRestore(home: string, runId: string): HoldfastError {
  const journal = readDatabaseJournal(home, runId);
  const { target: database = '', kept = '', stage = 'making', safetySnapshotId = null } = journal ?? {};
  const state = stage === 'replaced' && safetySnapshotId !== null ? 'done' : stage;
  return new HoldfastError('database-restore-interrupted', { database, kept, state, run: runId.slice(0, 8) });
}
