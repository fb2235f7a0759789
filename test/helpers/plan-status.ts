import type { PlanStatus } from '../../shared/domain/plan.ts';
import { plainPlan } from './plain-plan.ts';

/** A plan that was backed up at 11:48 of 21 November 2026 (UTC), with what is said here. */
export function planStatus(
  state: PlanStatus['state'],
  name: string = state,
  change: Partial<PlanStatus> = {},
): PlanStatus {
  return {
    plan: plainPlan({ name }),
    repositoryPath: '/media/drive',
    repositoryAvailable: true,
    places: [],
    state,
    lastGoodAt: state === 'never' ? null : '2026-11-21T11:48:00.000Z',
    overdueSince: null,
    unusual: null,
    nextAt: null,
    waitingFor: null,
    lastRunId: null,
    lastOutcome: null,
    lastError: null,
    lastWarnings: 0,
    runningRunId: null,
    snapshots: 1,
    damagedSnapshots: 0,
    files: 10,
    bytes: 1000,
    dumps: null,
    ...change,
  };
}
