import type { PlanStatus } from './domain/plan.ts';
import { type StandingTone, standingOfPlan, toneOfStanding } from './standing-of-plan.ts';

/** What an icon tells of all plans together. */
export const plansStates = ['good', 'running', 'attention', 'failed'] as const;
export type PlansState = (typeof plansStates)[number];

/** What is wrong outshines what goes on, which outshines what only wants a look. Without any plan nothing is protected. */
export function stateOfPlans(
  plans: readonly PlanStatus[],
  isRunning = plans.some(({ runningRunId }) => runningRunId !== null),
): PlansState {
  const tones = plans.map(toneOf);
  if (tones.includes('bad')) return 'failed';
  if (isRunning) return 'running';
  return tones.includes('warn') || tones.length === 0 ? 'attention' : 'good';
}

/** What is known to be wrong stays so while a run goes on, and in a plan that is merely getting old. */
function toneOf(status: PlanStatus): StandingTone {
  const { unusual, damagedSnapshots, dumps } = status;
  const isBad = unusual !== null || damagedSnapshots > 0 || (dumps?.failed ?? 0) > 0;
  return isBad ? 'bad' : toneOfStanding[standingOfPlan(status)];
}
