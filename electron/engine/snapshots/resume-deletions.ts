import fs from 'node:fs/promises';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { createPlanRounds, placesOf } from '../plans/plan-rounds.ts';
import type { Ports } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { planPaths } from '../repository/layout.ts';
import { isRunning } from '../runs/process-identity.ts';
import type { RunService } from '../runs/run-service.ts';
import { createSafetyExpiry } from '../safety/expire-safety.ts';
import { safetyRun } from '../safety/safety-leftovers.ts';
import { unownedNames } from './trash-names.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check' | 'trash' | 'incomplete'>;
  readonly runs: Pick<RunService, 'start' | 'service'>;
  readonly ports: Ports;
}

/** Sees to it that deletions which were cut off come to their end, and that safety snapshots go when their time is over. */
export interface DeletionResumer {
  /**
   * Starts a run for each plan whose trash nobody empties: of all plans once their repository is first seen, later where a
   * deletion was cut off. One that was cancelled goes on when the next engine starts. Also for each plan that has safety
   * snapshots whose time is over. Never rejects.
   */
  look(): Promise<void>;
  /** Removes what is left of one plan's, by id or name, and waits for the end. `onResume` is told when it begins. Never rejects. */
  finish(plan: string, onResume?: () => void): Promise<void>;
  /** Nothing is started any more. */
  stop(): void;
}

/** So many of the newest deletions are looked at; those before were seen to when they were among them. */
const newest = 100;

export function createDeletionResumer(dependencies: Dependencies): DeletionResumer {
  const { catalogue, runs, ports } = dependencies;
  const expiry = createSafetyExpiry({ expired: catalogue.read.snapshots.expiredSafety, clock: ports.clock });
  /** Plans, by their keys in each repository, that were seen to, with their newest deletion of then. */
  const seen = new Map<number, string | null>();
  const rounds = createPlanRounds({
    ...{ catalogue, logger: ports.logger, failed: 'what deletions left could not be looked at' },
  });

  /** Safety snapshots to be deleted; none while another run of the plan goes on, which may hold its lock. */
  const expired = async ({ key, plan }: PlanRow): Promise<readonly string[]> => {
    const due = await expiry.due(key);
    if (due.length === 0) return due;
    const open = await catalogue.read.runs.open();
    return open.some((run) => run.planId === plan.id && isRunning(run)) ? [] : due;
  };
  const resume = async (row: PlanRow): Promise<string | undefined> => {
    const { id, name, repositoryId } = row.plan;
    const snapshotIds = await expired(row);
    if (snapshotIds.length === 0 && !(await hasLeftovers(row, dependencies))) return undefined;
    const subject = snapshotIds.length > 0 ? 'safety copies whose 30 days are over' : 'what an earlier deletion left';
    const job = { kind: 'delete', planId: id, repositoryId, snapshotIds } as const;
    const snapshotId = snapshotIds.length === 1 ? (snapshotIds[0] ?? null) : null;
    const run = await runs.start({ job, planId: id, planName: name, snapshotId, subject });
    expiry.started(snapshotIds);
    return run;
  };
  const lookAt = async (row: PlanRow, last: Last | undefined): Promise<void> => {
    const known = seen.get(row.key);
    const isNew = known === undefined || (last?.cutOff === true && known !== last.id);
    if (last?.going || !(isNew || (await expired(row)).length > 0) || !(await isReady(row, dependencies))) return;
    if (rounds.stopped()) return;
    await resume(row);
    seen.set(row.key, last?.id ?? null);
  };
  const finish = async (row: PlanRow, onResume: (() => void) | undefined): Promise<void> => {
    // Looked at from here, since a backup has just worked there; a command ends sooner without another thread.
    if (!((await expired(row)).length > 0 || (await holdsSomething(row)))) return;
    const run = (await isReady(row, dependencies)) ? await resume(row) : undefined;
    if (run === undefined) return;
    onResume?.();
    for await (const event of runs.service.watch({ run })) if (event.type === 'ended') return;
  };
  return {
    look: async () => {
      let last: ReturnType<typeof lastDeletions> | undefined;
      await rounds.look(async (row) => {
        last ??= lastDeletions(catalogue);
        await lookAt(row, (await last).get(row.plan.id));
      });
    },
    stop: rounds.stop,
    finish: async (plan, onResume) => {
      try {
        for (const row of await placesOf(catalogue, plan)) await finish(row, onResume);
      } catch (error) {
        ports.logger.error('what deletions left could not be removed', error);
      }
    },
  };
}

async function holdsSomething({ plan, repositoryPath }: PlanRow): Promise<boolean> {
  const names = await fs.readdir(planPaths(repositoryPath, plan.slug).trash).catch(() => []);
  return names.length > 0;
}

interface Last {
  readonly id: string;
  readonly going: boolean;
  /** By a crash, or because the drive went away. */
  readonly cutOff: boolean;
}

async function lastDeletions({ read }: CatalogueClient): Promise<Map<string, Last>> {
  const { runs } = await read.runs.list({ kind: 'delete', limit: newest });
  const last = new Map<string, Last>();
  for (const { id, planId, outcome, error } of runs) {
    if (planId === null || last.has(planId)) continue;
    const cutOff = outcome === 'interrupted' || error?.code === 'deletion-unfinished';
    last.set(planId, { id, going: outcome === null, cutOff });
  }
  return last;
}

async function isReady(row: PlanRow, { catalogue, destinations }: Dependencies): Promise<boolean> {
  const repository = await catalogue.read.repositories.byId(row.plan.repositoryId);
  return repository !== undefined && (await destinations.check(repository)).state === 'ready';
}

async function hasLeftovers(row: PlanRow, { catalogue, destinations }: Dependencies): Promise<boolean> {
  const place = [row.repositoryPath, row.plan.slug] as const;
  const [names, incomplete] = [await destinations.trash(...place), await destinations.incomplete(...place)];
  const unfinished = incomplete.flatMap((name) => safetyRun(name) ?? []);
  if (names.length === 0 && unfinished.length === 0) return false;
  const open = (await catalogue.read.runs.open()).filter(isRunning);
  const going = new Set(open.map(({ id }) => id));
  const running = new Set(open.filter(({ kind }) => kind === 'delete').map(({ id }) => id));
  return unownedNames(names, { running, kept: false }).length > 0 || unfinished.some((id) => !going.has(id));
}
