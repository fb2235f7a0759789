import fs from 'node:fs';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import { forgetSnapshots } from './forget-snapshots.ts';
import type { HeldPlan } from './held-plan.ts';

/**
 * Brings the catalogue to the end of deletions that were cut off: a snapshot whose folder went to the trash is forgotten.
 * What lies in the trash is left to those who empty it. The plan's lock must be held.
 */
export async function finishDeletions(
  { db, catalogue }: Pick<RunContext, 'db' | 'catalogue'>,
  { row, paths, isGone }: HeldPlan,
): Promise<void> {
  const hasTrash = fs.existsSync(fsPath(paths.trash)) && readNames(paths.trash).length > 0;
  const gone = hasTrash ? catalogue.snapshots.list(row.key).filter(({ name }) => isGone(name)) : [];
  await forgetSnapshots(
    db,
    row.key,
    gone.map(({ id }) => id),
  );
}
