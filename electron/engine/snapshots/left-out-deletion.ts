import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { StartRun } from '../runs/run-service.ts';
import { type PlannedSnapshot, resolveSnapshot } from './resolve-snapshot.ts';

/** A folder in a plan's repository that the catalogue left out, since its lists or its manifest are damaged. */
export interface LeftOutSnapshot {
  readonly plan: PlanRow;
  readonly name: string;
}

/** The one somebody means by NAME or PLAN/NAME, where no snapshot of the catalogue is meant. Throws `snapshot-ambiguous`. */
export function findLeftOut(reference: string, leftOut: readonly LeftOutSnapshot[]): LeftOutSnapshot | undefined {
  const fits = ({ plan, name }: LeftOutSnapshot): boolean =>
    reference === name || reference.toLowerCase() === `${plan.plan.name.toLowerCase()}/${name}`;
  const [only, second] = leftOut.filter(fits);
  if (second) {
    const candidates = leftOut.filter(fits).map(({ plan, name }) => `${plan.plan.name}/${name}`);
    throw new HoldfastError('snapshot-ambiguous', { snapshot: reference, candidates });
  }
  return only;
}

export function startLeftOutDeletion({ plan, name }: LeftOutSnapshot): StartRun {
  const { id, name: planName, repositoryId } = plan.plan;
  return {
    job: { kind: 'delete', planId: id, repositoryId, snapshotIds: [], leftOut: [name] },
    planId: id,
    planName,
    subject: name,
  };
}

/** Its name confirms it, as that of any other snapshot. */
export function leftOutConfirmation({ plan, name }: LeftOutSnapshot): HoldfastError {
  const consequence = `This deletes the snapshot ${name} of “${plan.plan.name}” for good. Its lists are damaged, so what it holds is not known; its files can still be copied out of the repository.`;
  return new HoldfastError('confirmation-needed', { phrase: name, consequence });
}

/** Whether a reference means a snapshot that the catalogue has, or may mean several. */
export function isKnown(reference: string, all: readonly PlannedSnapshot[]): boolean {
  try {
    resolveSnapshot(reference, all);
    return true;
  } catch (error) {
    return !(error instanceof HoldfastError && error.code === 'snapshot-not-found');
  }
}
