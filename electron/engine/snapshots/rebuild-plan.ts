import type { PlanRow } from '../catalogue/plans-store.ts';
import { treeKey } from '../catalogue/safety-tree.ts';
import { endImport } from '../catalogue/unfinished-import.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { HeldPlan } from './held-plan.ts';
import { importSnapshot } from './import-snapshot.ts';
import { rememberLeftOut, storedSnapshots } from './stored-snapshots.ts';

/**
 * Forgets all snapshots of a plan and reads them again from its repository; gives how many. What was left out before is
 * looked at again if it changed. Throws a destination error, and forgets nothing, if the repository went away. The plan's
 * lock must be held.
 */
export async function rebuildPlan(context: RunContext, place: HeldPlan): Promise<number> {
  const { row } = place;
  const stored = storedSnapshots(context, place);
  const files = stored.reduce((sum, { manifest }) => {
    const { files = 0, folders = 0 } = manifest.components.files ?? {};
    return sum + files + folders;
  }, 0);
  context.progress.enter('reading', { files });
  clearPlan(context, row);
  let imported = 0;
  for (const snapshot of stored) {
    if (await importSnapshot(context, row, snapshot)) imported += 1;
    else rememberLeftOut(context, place, snapshot);
  }
  return imported;
}

function clearPlan({ db }: RunContext, { key, rootEntry }: PlanRow): void {
  db.transaction(() => {
    for (const owner of [key, treeKey(key)]) {
      db.prepare('DELETE FROM version WHERE entry_id IN (SELECT id FROM entry WHERE plan_key = ?)').run(owner);
      db.prepare('DELETE FROM entry WHERE plan_key = ? AND id <> ?').run(owner, rootEntry);
    }
    db.prepare('DELETE FROM change WHERE plan_key = ?').run(key);
    db.prepare('DELETE FROM snapshot WHERE plan_key = ?').run(key);
    endImport(db, key);
  }).immediate();
}
