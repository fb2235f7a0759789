import type { DatabaseSource } from '#shared/domain/database.ts';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import { createPlanRounds, placesOf } from '../../plans/plan-rounds.ts';
import type { Ports } from '../../ports.ts';
import type { Destinations } from '../../repository/destinations.ts';
import { isRunning } from '../../runs/process-identity.ts';
import type { RunService } from '../../runs/run-service.ts';
import { dueProofs } from './due-proofs.ts';
import type { DumpReference } from './dump-reference.ts';
import { startTestRestore } from './start-test-restore.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly runs: Pick<RunService, 'start' | 'service'>;
  readonly ports: Ports;
}

/** Sees to it that dumps are tested by restoring them, as often as their plan says. */
export interface ProofKeeper {
  /** Starts a test restore that is due: one at a time, of a plan in which nothing else goes on. Never rejects. */
  look(): Promise<void>;
  /**
   * After a backup of a plan (by id or name): tests what is to be tested after each, waits for the end and gives what it
   * failed with. Never rejects.
   */
  finish(plan: string, onStart?: () => void): Promise<{ readonly message: string } | null>;
  /** Nothing is started any more. */
  stop(): void;
}

type Ways = readonly DatabaseSource['testRestore'][];

export function createProofKeeper(dependencies: Dependencies): ProofKeeper {
  const { catalogue, runs, ports } = dependencies;
  const rounds = createPlanRounds({
    ...{ catalogue, logger: ports.logger, failed: 'test restores that are due could not be started' },
  });
  const due = async (row: PlanRow, ways: Ways): Promise<readonly DumpReference[]> => {
    if (!row.inRotation || !(await isQuiet(catalogue, row.plan.id))) return [];
    const dumps = await dueProofs(catalogue, row, { now: ports.clock.now(), ways });
    return dumps.length > 0 && (await isReady(row, dependencies)) ? dumps : [];
  };
  return {
    look: () =>
      rounds.look(async (row) => {
        const dumps = await due(row, ['weekly', 'after-each-backup']);
        if (dumps.length > 0 && !rounds.stopped()) await runs.start(startTestRestore(row.plan, dumps));
      }),
    finish: async (plan, onStart) => {
      try {
        for (const row of await placesOf(catalogue, plan)) {
          const dumps = await due(row, ['after-each-backup']);
          if (dumps.length === 0 || rounds.stopped()) continue;
          const run = await runs.start(startTestRestore(row.plan, dumps));
          onStart?.();
          for await (const event of runs.service.watch({ run })) if (event.type === 'ended') return event.run.error;
        }
      } catch (error) {
        ports.logger.error('dumps could not be tested', error);
      }
      return null;
    },
    stop: rounds.stop,
  };
}

/** No test restore goes on anywhere, and nothing in this plan. */
async function isQuiet({ read }: CatalogueClient, planId: string): Promise<boolean> {
  const open = (await read.runs.open()).filter(isRunning);
  return !open.some((run) => run.kind === 'test-restore' || run.planId === planId);
}

async function isReady(row: PlanRow, { catalogue, destinations }: Dependencies): Promise<boolean> {
  const repository = await catalogue.read.repositories.byId(row.plan.repositoryId);
  if (!repository) return false;
  const { state } = await destinations.check(repository);
  return state === 'ready' || state === 'read-only';
}
