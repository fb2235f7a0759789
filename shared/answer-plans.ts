import type { PlanStatus } from './domain/plan.ts';
import { unfinishedTry } from './unfinished-try.ts';

/** What “am I safe?” can be answered with. */
export type AnswerKind =
  | 'none'
  | 'unusual'
  | 'overdue'
  | 'all-bad'
  | 'bad'
  | 'unavailable'
  | 'never'
  | 'damaged'
  | 'proof-failed'
  | 'aging'
  | 'first-running'
  | 'unfinished'
  | 'warnings'
  | 'good';

export interface PlansAnswer {
  readonly kind: AnswerKind;
  /** Of plans; of snapshots where they are damaged, of databases where one failed its proof, of warnings. 0 where it says nothing. */
  readonly count: number;
}

/**
 * “Am I safe?” for all plans together: what is wrong comes first, the worst before the lesser. Sample data protects nothing,
 * so it does not count. Home, the tray and the page's title say this in their words, so that they never disagree.
 */
export function answerPlans(all: readonly PlanStatus[]): PlansAnswer {
  const plans = all.filter(({ plan }) => !plan.sample);
  if (plans.length === 0) return { kind: 'none', count: 0 };
  return answerStates(plans) ?? answerCopies(plans);
}

/** What the states of plans say; undefined where none of them has anything to tell. */
function answerStates(plans: readonly PlanStatus[]): PlansAnswer | undefined {
  const count = (...states: readonly PlanStatus['state'][]) =>
    plans.filter(({ state }) => states.includes(state)).length;
  const unusual = plans.filter((status) => status.unusual !== null).length;
  if (unusual > 0) return { kind: 'unusual', count: unusual };
  const overdue = count('overdue');
  const bad = count('failed', 'late') + overdue;
  if (overdue > 0 && overdue === bad) return { kind: 'overdue', count: overdue };
  if (bad > 0) return { kind: bad === plans.length && bad > 1 ? 'all-bad' : 'bad', count: bad };
  const unavailable = count('unavailable');
  if (unavailable > 0) return { kind: 'unavailable', count: unavailable };
  const never = count('never');
  return never > 0 ? { kind: 'never', count: never } : undefined;
}

/** What there is to say of the copies, and of the last tries at making one. */
function answerCopies(plans: readonly PlanStatus[]): PlansAnswer {
  const total = (read: (status: PlanStatus) => number) => plans.reduce((sum, status) => sum + read(status), 0);
  const ones: readonly (readonly [AnswerKind, number])[] = [
    ['damaged', total(({ damagedSnapshots }) => damagedSnapshots)],
    ['proof-failed', total(({ dumps }) => dumps?.failed ?? 0)],
    ['aging', total(({ state }) => Number(state === 'aging'))],
    ['first-running', total(({ lastGoodAt }) => Number(lastGoodAt === null))],
    ['unfinished', total((status) => Number(unfinishedTry(status) !== undefined))],
    ['warnings', total(({ lastWarnings }) => lastWarnings)],
  ];
  const [kind, count] = ones.find(([, many]) => many > 0) ?? ['good', 0];
  return { kind, count };
}
