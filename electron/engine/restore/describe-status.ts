import type { RestoreState, RestoreStatus } from '#shared/domain/restore-status.ts';
import type { KnownRun } from './find-restore.ts';
import type { JournalHeader } from './journal.ts';

interface Known {
  /** The run that was asked about, or the restore that it went on with. */
  readonly run: KnownRun;
  readonly journal: JournalHeader | undefined;
  /** It goes on, or a run that goes on with it. */
  readonly running: boolean;
  /** Whether its safety snapshot, if it has one, is still there. */
  readonly safetyThere: boolean;
}

/** What has become of a restore, from its run and its journal. */
export function describeStatus(known: Known): RestoreStatus {
  const { run, journal } = known;
  const [undo, finish] = [whyNotUndo(known), whyNotFinish(known)];
  return {
    restore: journal?.runId ?? run.id,
    subject: run.subject,
    state: stateOf(known),
    undo: {
      possible: undo === null,
      reason: undo,
      safetySnapshotId: journal?.safetySnapshotId ?? null,
      undoneBy: journal?.undoneBy ?? null,
    },
    finish: { possible: finish === null, reason: finish },
  };
}

function stateOf({ run, journal, running }: Known): RestoreState {
  if (running) return 'running';
  if (journal) {
    if (journal.undoneBy !== null) return 'undone';
    return journal.state === 'working' ? 'interrupted' : journal.state;
  }
  if (run.result?.kind !== 'restore') return 'interrupted';
  return run.error === null ? 'done' : 'partial';
}

const goesOn = 'It is still going on.';
const undone = 'It has been undone.';

function whyNotUndo(known: Known): string | null {
  const { journal, running, safetyThere } = known;
  if (running) return goesOn;
  if (!journal) return whyNoJournal(known);
  if (journal.undoneBy !== null) return undone;
  if (journal.unsaved) return 'It was made without a safety copy of what it changed.';
  return safetyThere ? null : 'The safety copy of what it changed has been deleted.';
}

function whyNotFinish(known: Known): string | null {
  const { journal, running } = known;
  if (running) return goesOn;
  if (!journal) return whyNoJournal(known);
  if (journal.undoneBy !== null) return undone;
  return journal.state === 'done' ? 'It is done.' : null;
}

/** A run that did anything had a journal, which is kept for a time only. */
function whyNoJournal({ run: { result } }: Known): string {
  if (result?.kind !== 'restore') return 'It ended before it touched anything.';
  const { created, overwritten, deleted, beside } = result;
  if (created + overwritten + deleted + beside === 0) return 'It changed nothing.';
  return 'What it did is noted for 30 days only, and these are over.';
}
