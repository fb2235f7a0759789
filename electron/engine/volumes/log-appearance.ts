import { backupParts } from '#shared/domain/run.ts';
import type { VolumeDecision } from '#shared/domain/volume.ts';
import { asHoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { Ports } from '../ports.ts';
import type { DestinationState } from '../repository/destination-tasks.ts';
import type { RunService } from '../runs/run-service.ts';
import { planConditions } from '../schedule/plan-conditions.ts';
import { decideAppearance, decideUnready } from './decide-appearance.ts';
import type { NewVolumeEvent } from './volumes-store.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly runs: Pick<RunService, 'backUp'>;
  readonly ports: Ports;
}

type Decided = Pick<NewVolumeEvent, 'decision'> & Partial<Pick<NewVolumeEvent, 'runId' | 'lastGoodAt' | 'problem'>>;

/**
 * Decides about the plans of a repository whose volume has appeared, starts what is due, and records all of it. `since`, in ms:
 * what schedules have decided about from then on was because of the drive.
 */
export function createAppearanceLog({ catalogue, runs, ports }: Dependencies) {
  const record = (row: RepositoryRow, decided: Decided, plan?: PlanRow['plan']): Promise<void> =>
    catalogue.write.volumes.record({
      at: new Date(ports.clock.now()).toISOString(),
      ...{ repositoryId: row.id, repositoryPath: row.path, planId: plan?.id ?? null, planName: plan?.name ?? null },
      ...{ lastGoodAt: null, problem: null, runId: null },
      ...decided,
    });
  const start = async ({ plan }: PlanRow): Promise<Decided> => {
    try {
      const to = { plan: plan.id, repository: plan.repositoryId };
      return { decision: 'started', runId: await runs.backUp({ ...to, fullChecksum: false }) };
    } catch (thrown) {
      const { code, message } = asHoldfastError(thrown);
      return code === 'plan-busy' ? { decision: 'busy' } : { decision: 'not-started', problem: message };
    }
  };
  const decide = async (row: PlanRow): Promise<Decided | null> => {
    const { folders, databases, drive } = row.plan;
    if (drive.onConnect === null) return null;
    const parts = backupParts.filter((part) => (part === 'files' ? folders : databases).length > 0);
    const now = ports.clock.now();
    const when = { ...(await planConditions(catalogue, { row, parts, now })), ...(await ownLast(catalogue, row)) };
    const decision = decideAppearance(drive.onConnect, now, when);
    if (decision === 'started') return start(row);
    const lastGoodAt = decision === 'not-due' && when.lastGood !== null ? new Date(when.lastGood).toISOString() : null;
    return { decision, lastGoodAt };
  };
  return async (row: RepositoryRow, { state, failure, problem }: DestinationState, since: number): Promise<void> => {
    if (state !== 'ready') {
      const decision = decideUnready(state, failure?.details ?? {});
      // That the repository is not on it says all.
      return record(row, { decision, problem: decision === 'no-repository' ? null : problem });
    }
    let told = false;
    for (const plan of await catalogue.read.plans.list()) {
      if (plan.plan.repositoryId !== row.id || !plan.inRotation) continue;
      const decided = (await scheduled(catalogue, plan, since)) ?? (await decide(plan));
      if (decided === null) continue;
      await record(row, decided, plan.plan);
      told = true;
    }
    if (!told) await record(row, { decision: 'idle' });
  };
}

/** Where drives take turns it counts when this one had its last good copy. */
async function ownLast({ read }: CatalogueClient, { key, plan }: PlanRow): Promise<{ lastGood?: number | null }> {
  if (plan.rotation.length < 2) return {};
  const last = (await read.summary.plans()).find(({ planKey }) => planKey === key)?.lastGoodAt ?? null;
  return { lastGood: last === null ? null : Date.parse(last) };
}

/** What a schedule of the plan that was due has come to because of the drive; null where none was. */
async function scheduled({ write }: CatalogueClient, { plan }: PlanRow, since: number): Promise<Decided | null> {
  const occurrences = (await write.occurrences.newest()).filter(({ planId }) => planId === plan.id);
  const started = occurrences.find(({ state, decidedAt }) => state === 'started' && Date.parse(decidedAt) >= since);
  if (started) return { decision: 'scheduled', runId: started.runId };
  const waiting = occurrences.find(({ state }) => state === 'waiting');
  const decision = waits.find((reason) => reason === waiting?.reason);
  return decision === undefined ? null : { decision };
}

/** What a schedule may wait for although its drive is there. */
const waits = ['paused', 'battery', 'busy'] as const satisfies readonly VolumeDecision[];
