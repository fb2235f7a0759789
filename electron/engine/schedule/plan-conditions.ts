import type { BackupPart } from '#shared/domain/run.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { isRunning } from '../runs/process-identity.ts';
import type { Conditions } from './is-due.ts';

/** What a backup of a plan that starts by itself depends on, besides power and volume. `now` in ms. */
export async function planConditions(
  { read, write }: Pick<CatalogueClient, 'read' | 'write'>,
  { row, parts, now }: { readonly row: PlanRow; readonly parts: readonly BackupPart[]; readonly now: number },
): Promise<Pick<Conditions, 'pausedUntil' | 'busy' | 'lastGood'>> {
  const until = new Date(now).toISOString();
  const [paused, open, ...good] = await Promise.all([
    write.schedule.pausedUntil(),
    read.runs.open(),
    ...parts.map((part) => write.runs.lastGoodStart(row.plan.id, part, until)),
  ]);
  return {
    pausedUntil: paused === null ? null : Date.parse(paused),
    busy: open.some((run) => run.planId === row.plan.id && !besides.has(run.kind) && isRunning(run)),
    lastGood: good.includes(null) ? null : Math.min(...good.map((at) => Date.parse(at ?? ''))),
  };
}

/** Runs that need the plan for a moment at most. */
const besides: ReadonlySet<string> = new Set(['verify', 'test-restore', 'delete']);
