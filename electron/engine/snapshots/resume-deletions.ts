import fs from 'node:fs/promises';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { Ports } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { planPaths } from '../repository/layout.ts';
import { isRunning } from '../runs/process-identity.ts';
import type { RunService } from '../runs/run-service.ts';
import { unownedNames } from './trash-names.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check' | 'trash'>;
  readonly runs: Pick<RunService, 'start' | 'service'>;
  readonly ports: Ports;
}

/** Sees to it that deletions which were cut off come to their end. */
export interface DeletionResumer {
  /**
   * Starts a run for each plan whose trash nobody empties: of all plans once their repository is first seen, later where a
   * deletion was cut off. One that was cancelled goes on when the next engine starts. Never rejects.
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
  /** Plans that were seen to, with their newest deletion of then. */
  const seen = new Map<string, string | null>();
  let [looking, stopped] = [false, false];

  const resume = async (row: PlanRow): Promise<string | undefined> => {
    const { id, name } = row.plan;
    if (!(await hasLeftovers(row, dependencies))) return undefined;
    const job = { kind: 'delete', planId: id, snapshotIds: [] } as const;
    return runs.start({ job, planId: id, planName: name, subject: 'what an earlier deletion left' });
  };
  const lookAt = async (row: PlanRow, last: Last | undefined): Promise<void> => {
    const known = seen.get(row.plan.id);
    const isNew = known === undefined || (last?.cutOff === true && known !== last.id);
    if (!isNew || last?.going || !(await isReady(row, dependencies))) return;
    if (stopped) return;
    await resume(row);
    seen.set(row.plan.id, last?.id ?? null);
  };
  return {
    look: async () => {
      if (looking || stopped) return;
      looking = true;
      try {
        const last = await lastDeletions(catalogue);
        for (const row of await catalogue.read.plans.list()) await lookAt(row, last.get(row.plan.id));
      } catch (error) {
        // Closing takes the catalogue away from whoever still looks.
        if (!stopped) ports.logger.error('what deletions left could not be looked at', error);
      } finally {
        looking = false;
      }
    },
    stop: () => {
      stopped = true;
    },
    finish: async (plan, onResume) => {
      try {
        const row = await catalogue.read.plans.find(plan);
        // Looked at from here, since a backup has just worked there; a command ends sooner without another thread.
        if (!row || !(await holdsSomething(row)) || !(await isReady(row, dependencies))) return;
        const run = await resume(row);
        if (run === undefined) return;
        onResume?.();
        for await (const event of runs.service.watch({ run })) if (event.type === 'ended') return;
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
  const names = await destinations.trash(row.repositoryPath, row.plan.slug);
  if (names.length === 0) return false;
  const open = await catalogue.read.runs.open();
  const running = new Set(open.filter((run) => run.kind === 'delete' && isRunning(run)).map(({ id }) => id));
  return unownedNames(names, { running, kept: false }).length > 0;
}
