import { syncVolume } from '../tools/sync-volume.ts';
import { type JournalHeader, noteInJournal, readJournal } from './journal.ts';
import type { RestoreScope } from './restore-scope.ts';

/**
 * Notes that a restore has come to its end, once what replaced something is on disk; and of an undo that the restore it took
 * back is undone, and what that one had undone is in force again.
 */
export async function endJournal(scope: RestoreScope, header: JournalHeader): Promise<void> {
  const { context, list } = scope;
  const { home } = context;
  if (header.safetySnapshotId !== null || header.unsaved) await syncTargets(scope);
  const failed = list.db.prepare('SELECT 1 FROM item WHERE failed = 1 LIMIT 1').get() !== undefined;
  const endedAt = new Date(context.now()).toISOString();
  noteInJournal(home, header.runId, () => ({ state: failed ? 'partial' : 'done', endedAt }));
  if (header.undoOf === null) return;
  noteInJournal(home, header.undoOf, () => ({ undoneBy: header.runId }));
  const restored = readJournal(home, header.undoOf)?.undoOf ?? null;
  if (restored !== null) noteInJournal(home, restored, () => ({ undoneBy: null }));
}

/** A volume that can't be told to write leaves it to the system. */
async function syncTargets({ context, list, open }: RestoreScope): Promise<void> {
  const targets = list.db.prepare<[], string>('SELECT DISTINCT target FROM pair').pluck().all();
  const places = targets.flatMap((target) => (target === '' ? open.plan.plan.folders : [target]));
  for (const target of places) {
    await syncVolume(target).catch((error: unknown) => context.log(`${target}: ${String(error)}`));
  }
}
