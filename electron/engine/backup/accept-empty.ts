import type { Plan } from '#shared/domain/plan.ts';
import type { RunContext } from '../runs/run-context.ts';
import { readNames } from '../tools/read-names.ts';

/** A folder's emptiness was accepted until it has files again: should it ever be empty once more, that is a failure. */
export function forgetAccepted(plan: Plan, { catalogue, db }: Pick<RunContext, 'catalogue' | 'db'>): Plan {
  const filled = new Set(plan.acceptEmpty.filter(hasFiles));
  if (filled.size === 0) return plan;
  const stillEmpty = (folders: readonly string[]) => folders.filter((folder) => !filled.has(folder));
  db.transaction(() => {
    // The plan may have been edited since the run began.
    const present = catalogue.plans.get(plan.id)?.plan ?? plan;
    catalogue.plans.put({ ...present, acceptEmpty: stillEmpty(present.acceptEmpty) });
  }).immediate();
  return { ...plan, acceptEmpty: stillEmpty(plan.acceptEmpty) };
}

function hasFiles(folder: string): boolean {
  try {
    return readNames(folder).length > 0;
  } catch {
    return false;
  }
}
