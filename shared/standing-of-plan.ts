import type { PlanStatus } from './domain/plan.ts';
import { unfinishedTry } from './unfinished-try.ts';

/** How a plan stands, in one word: its state, and of a good one what still was not as it should be. */
export type Standing =
  | PlanStatus['state']
  | 'damaged'
  | 'proof-failed'
  | 'good-with-warnings'
  | NonNullable<ReturnType<typeof unfinishedTry>>;

/** How serious that is. */
export type StandingTone = 'good' | 'busy' | 'warn' | 'bad';

type Stated = Pick<PlanStatus, 'state' | 'lastOutcome' | 'lastWarnings' | 'damagedSnapshots' | 'dumps'>;

export const standingOfPlan = (status: Stated): Standing =>
  status.state === 'good' ? standingOfGood(status) : status.state;

/** There is a fresh copy; whether it is all that was wanted is another matter. */
function standingOfGood(status: Stated): Standing {
  if (status.damagedSnapshots > 0) return 'damaged';
  if ((status.dumps?.failed ?? 0) > 0) return 'proof-failed';
  const unfinished = unfinishedTry(status);
  if (unfinished !== undefined) return unfinished;
  return status.lastWarnings > 0 ? 'good-with-warnings' : 'good';
}

export const toneOfStanding: Readonly<Record<Standing, StandingTone>> = {
  good: 'good',
  running: 'busy',
  unusual: 'bad',
  aging: 'warn',
  late: 'bad',
  overdue: 'bad',
  never: 'warn',
  failed: 'bad',
  unavailable: 'warn',
  damaged: 'bad',
  'proof-failed': 'bad',
  skipped: 'warn',
  cancelled: 'warn',
  'good-with-warnings': 'warn',
};
