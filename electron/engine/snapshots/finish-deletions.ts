import fs from 'node:fs';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import { emptyTrash } from './empty-trash.ts';
import { forgetSnapshot } from './forget-snapshot.ts';
import type { HeldPlan } from './held-plan.ts';

/**
 * Finishes deletions that were cut off: what lies in the trash goes, and a snapshot whose folder is there no more is
 * forgotten by the catalogue. The plan's lock must be held.
 */
export async function finishDeletions(context: RunContext, { row, paths, isGone }: HeldPlan): Promise<void> {
  if (!fs.existsSync(fsPath(paths.trash)) || readNames(paths.trash).length === 0) return;
  for (const snapshot of context.catalogue.snapshots.list(row.key)) {
    if (isGone(snapshot.name)) forgetSnapshot(context.db, snapshot.id);
  }
  await emptyTrash(context, paths);
}
