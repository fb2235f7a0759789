import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { idSchema } from '#shared/domain/primitives.ts';
import { type BackupPart, backupParts, type Outcome } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { type TurningDestinations, takingTurns } from '../plans/plan-places.ts';
import type { Ports } from '../ports.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { planConditions } from '../schedule/plan-conditions.ts';
import type { RunService } from './run-service.ts';

/** A backup that was going on when its engine closed. */
const cutSchema = z.object({
  runId: idSchema,
  planId: idSchema,
  repositoryId: idSchema.nullable(),
  fullChecksum: z.boolean(),
  only: z.enum(backupParts).nullable(),
});
export type CutBackup = z.infer<typeof cutSchema>;

interface Dependencies {
  readonly home: string;
  readonly catalogue: Pick<CatalogueClient, 'read' | 'write'>;
  readonly destinations: TurningDestinations;
  readonly runs: Pick<RunService, 'backUp'>;
  readonly ports: Pick<Ports, 'clock' | 'logger'>;
}

/** Backups that closing the engine cut off: the next engine that stays starts them again, and takes over what they had copied. */
export interface BackupContinuation {
  /** Writes down what is going on, for the next engine; what still waits for its turn stays. */
  note(going: readonly CutBackup[]): void;
  /** Starts what can be started now; the rest is tried at the next look. Never rejects. */
  look(): Promise<void>;
  /** Nothing is started any more. */
  stop(): void;
}

export function createBackupContinuation(dependencies: Dependencies): BackupContinuation {
  const { home, ports } = dependencies;
  const file = path.join(home, 'continue.json');
  let [waiting, looking, stopped] = [readCut(file), false, false];
  const keep = (cut: readonly CutBackup[]): void => {
    if (cut.length === 0 && waiting.length === 0) return;
    waiting = cut;
    try {
      if (cut.length === 0) fs.rmSync(file, { force: true });
      else writeDurably(file, `${JSON.stringify(cut, undefined, 2)}\n`);
    } catch (error) {
      ports.logger.error('what is to be gone on with could not be written down', error);
    }
  };
  const lookAt = async (cut: CutBackup): Promise<void> => {
    try {
      if ((await goOn(dependencies, cut)) === 'later') return;
    } catch (error) {
      // Closing takes the catalogue away from whoever still looks.
      if (stopped) return;
      ports.logger.error(`the backup ${cut.runId} could not be gone on with`, error);
    }
    if (!stopped) keep(waiting.filter(({ runId }) => runId !== cut.runId));
  };
  return {
    note: (going) => keep([...waiting.filter(({ planId }) => !going.some((cut) => cut.planId === planId)), ...going]),
    look: async () => {
      if (looking || stopped) return;
      looking = true;
      for (const cut of waiting) if (!stopped) await lookAt(cut);
      looking = false;
    },
    stop: () => {
      stopped = true;
    },
  };
}

/** `done`: started again, or there is no need to. Rejects if it can't be begun at all. */
async function goOn(dependencies: Dependencies, cut: CutBackup): Promise<'done' | 'later'> {
  const { catalogue, runs, ports } = dependencies;
  const { planId, fullChecksum, only, repositoryId } = cut;
  const [row, run] = await Promise.all([catalogue.read.plans.find(planId), catalogue.read.runs.find(cut.runId)]);
  if (!row || !run) return 'done';
  if (run.outcome === null) return 'later';
  // It came to its end after all.
  if (!cutOff.has(run.outcome)) return 'done';
  const parts: readonly BackupPart[] = only === null ? partsOf(row) : [only];
  const now = ports.clock.now();
  const { pausedUntil, busy, lastGood } = await planConditions(catalogue, { row, parts, now });
  if (lastGood !== null && lastGood >= Date.parse(run.startedAt)) return 'done';
  if (busy || (pausedUntil !== null && now < pausedUntil)) return 'later';
  if (!(await isThere(dependencies, row, repositoryId))) return 'later';
  try {
    await runs.backUp({ plan: planId, fullChecksum, only, repository: repositoryId ?? undefined });
    return 'done';
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'plan-busy') return 'later';
    throw error;
  }
}

/** Interrupted where closing took too long, and it was ended with its process. */
const cutOff: ReadonlySet<Outcome> = new Set(['cancelled', 'interrupted']);

const partsOf = ({ plan }: PlanRow): readonly BackupPart[] =>
  backupParts.filter((part) => (part === 'files' ? plan.folders : plan.databases).length > 0);

async function isThere(where: Dependencies, row: PlanRow, repositoryId: string | null): Promise<boolean> {
  const rows = await takingTurns(where, row);
  const wanted = repositoryId === null ? rows : rows.filter(({ plan }) => plan.repositoryId === repositoryId);
  // A repository that the plan has left since: the run says so.
  if (wanted.length === 0) return true;
  for (const { plan } of wanted) {
    const repository = await where.catalogue.read.repositories.byId(plan.repositoryId);
    if (repository && (await where.destinations.check(repository)).state === 'ready') return true;
  }
  return false;
}

/** What can't be read is not gone on with: the plan's schedule backs up anyway. */
function readCut(file: string): readonly CutBackup[] {
  try {
    return z.array(cutSchema).parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
