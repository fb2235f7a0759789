import { undoImport } from '../catalogue/unfinished-import.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { HeldPlan } from './held-plan.ts';
import { importSnapshot, type StoredSnapshot, standsAlone } from './import-snapshot.ts';
import { rebuildPlan } from './rebuild-plan.ts';
import { rememberLeftOut, storedSnapshots } from './stored-snapshots.ts';

/**
 * Takes committed snapshots that the catalogue lacks (a crash between commit and catalogue) into it, once an import that
 * was cut off is taken back. If a backup of files among them is older than what the catalogue has, or a number is taken, all of
 * the plan is read again. The plan's lock must be held.
 */
export async function importMissing(context: RunContext, place: HeldPlan): Promise<void> {
  const { row } = place;
  undoImport(context.db, row.key);
  const known = context.catalogue.snapshots.list(row.key);
  const lacking = storedSnapshots(context, place, new Set(known.map(({ name }) => name)));
  const newest = context.catalogue.snapshots.highestState(row.key);
  const taken = new Set(known.map(({ sequence }) => sequence));
  const fits = ({ sequence, manifest }: StoredSnapshot): boolean =>
    !taken.has(sequence) && (standsAlone(manifest) || sequence > newest);
  if (!lacking.every(fits)) {
    await rebuildPlan(context, place);
    return;
  }
  for (const stored of lacking) {
    if (await importSnapshot(context, row, stored)) context.log(`snapshot ${stored.name} was taken into the catalogue`);
    else rememberLeftOut(context, place, stored);
  }
}
