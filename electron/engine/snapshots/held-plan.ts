import fs from 'node:fs';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { checkReadable } from '../repository/check-readable.ts';
import type { PlanPaths } from '../repository/layout.ts';
import type { PlanLock } from '../repository/plan-lock.ts';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';

/** A plan as it lies in its repository, held by a run. */
export interface HeldPlan {
  readonly row: PlanRow;
  readonly paths: PlanPaths;
  /** Throws a destination error if the repository went away, `locked` if another took the plan over. */
  assertThere(): void;
  /** Whether a snapshot's folder is gone from a repository that is there. Throws as `assertThere`. */
  isGone(name: string): boolean;
}

/** `lock` is null where nobody can write, so that nobody need be kept out. */
export function holdPlan(
  { catalogue }: Pick<RunContext, 'catalogue'>,
  { row, paths, lock }: { readonly row: PlanRow; readonly paths: PlanPaths; readonly lock: PlanLock | null },
): HeldPlan {
  const assertThere = (): void => {
    const repository = catalogue.repositories.byId(row.plan.repositoryId);
    if (repository) checkReadable(repository);
    lock?.assertHeld();
  };
  const isThere = (name: string): boolean =>
    fs.lstatSync(fsPath(`${paths.snapshots}/${name}`), { throwIfNoEntry: false }) !== undefined;
  return {
    row,
    paths,
    assertThere,
    isGone: (name) => {
      if (isThere(name)) return false;
      assertThere();
      // Looked for again: the volume may have been away for the first look only.
      return !isThere(name);
    },
  };
}
