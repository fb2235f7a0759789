import { HoldfastError } from '#shared/errors.ts';
import type { RunReport } from '../runs/run-job.ts';
import type { JournalHeader } from './journal.ts';
import { plannedAction } from './restore-list.ts';
import type { RestoreScope } from './restore-scope.ts';

interface Counts {
  readonly scope: RestoreScope;
  readonly keep: number;
  readonly keptNewer: number;
  readonly blocked: number;
  readonly undoOf: string | null;
}

interface Amount {
  readonly entries: number;
  readonly bytes: number;
}

/** What a restore did, from its list. `header` is its journal's; null if nothing was to be done. */
export function reportRestore(
  { scope: { list }, keep, keptNewer, blocked, undoOf }: Counts,
  header: Pick<JournalHeader, 'runId' | 'safetySnapshotId'> | null,
): RunReport {
  const count = (condition: string): Amount =>
    list.db
      .prepare<[], Amount>(`SELECT count(*) AS entries, coalesce(sum(size), 0) AS bytes FROM item WHERE ${condition}`)
      .get() ?? { entries: 0, bytes: 0 };
  const done = (action: keyof typeof plannedAction) => count(`action = ${plannedAction[action]} AND failed = 0`);
  const [created, beside, overwritten] = [done('create'), done('beside'), done('overwrite')];
  const failed = count('failed = 1').entries + blocked;
  return {
    result: {
      kind: 'restore',
      created: created.entries,
      overwritten: overwritten.entries + done('attributes').entries,
      deleted: done('delete').entries,
      kept: keep,
      bytes: created.bytes + beside.bytes + overwritten.bytes,
      ...{ beside: beside.entries, keptNewer },
      ...{ safetySnapshotId: header?.safetySnapshotId ?? null, undoOf },
    },
    ...(failed > 0 && {
      failure: new HoldfastError('restore-incomplete', {
        count: failed,
        ...(header && { run: header.runId.slice(0, 8) }),
      }),
    }),
  };
}
