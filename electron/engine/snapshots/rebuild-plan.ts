import type { PlanRow } from '../catalogue/plans-store.ts';
import type { PlanPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';
import { importSnapshot } from './import-snapshot.ts';
import { storedSnapshots } from './stored-snapshots.ts';

/** Forgets all snapshots of a plan and reads them again from its repository; gives how many. The plan's lock must be held. */
export async function rebuildPlan(context: RunContext, row: PlanRow, paths: PlanPaths): Promise<number> {
  const stored = storedSnapshots(context, paths, row.plan);
  const files = stored.reduce((sum, { manifest }) => {
    const { files, folders } = manifest.components.files;
    return sum + files + folders;
  }, 0);
  context.progress.enter('reading', { files });
  clearPlan(context, row);
  let imported = 0;
  for (const snapshot of stored) if (await importSnapshot(context, row, snapshot)) imported += 1;
  return imported;
}

function clearPlan({ db }: RunContext, { key, rootEntry }: PlanRow): void {
  db.transaction(() => {
    db.prepare('DELETE FROM version WHERE entry_id IN (SELECT id FROM entry WHERE plan_key = ?)').run(key);
    db.prepare('DELETE FROM entry WHERE plan_key = ? AND id <> ?').run(key, rootEntry);
    db.prepare('DELETE FROM snapshot WHERE plan_key = ?').run(key);
  }).immediate();
}
