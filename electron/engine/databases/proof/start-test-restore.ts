import type { Plan } from '#shared/domain/plan.ts';
import type { StartRun } from '../../runs/run-service.ts';
import type { DumpReference } from './dump-reference.ts';

/** A test restore of dumps; `plan` is null where they are of several. */
export function startTestRestore(plan: Pick<Plan, 'id' | 'name'> | null, dumps: readonly DumpReference[]): StartRun {
  const snapshots = new Set(dumps.map(({ snapshotId }) => snapshotId));
  const [only] = snapshots.size === 1 ? snapshots : [];
  return {
    job: { kind: 'test-restore', dumps },
    planId: plan?.id ?? null,
    planName: plan?.name ?? null,
    snapshotId: only ?? null,
    subject: toldNames(dumps.map(({ database }) => database)),
  };
}

const told = 3;

/** `shop, wiki, crm and 2 more`. */
function toldNames(names: readonly string[]): string {
  const more = names.length - told;
  return `${names.slice(0, told).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
