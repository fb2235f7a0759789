import { answerPlans } from '#shared/answer-plans.ts';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { type PlansState, stateOfPlans } from '#shared/state-of-plans.ts';
import { answerHome } from './answer-home.ts';

/** As text: some systems would draw the second as a coloured picture. */
const signs: Readonly<Record<PlansState, string>> = { good: '', running: '↻ ', attention: '⚠\ufe0e ', failed: '✕ ' };

/** Tells how things stand where the page's title is all that is seen, in a tab or a task bar. All well says nothing. */
export function titleOfPlans(plans: readonly PlanStatus[] | undefined): string {
  if (plans === undefined) return 'Holdfast';
  const words = answerPlans(plans).kind === 'good' ? [] : [answerHome(plans).replace(/\.$/, '')];
  return signs[stateOfPlans(plans)] + [...words, 'Holdfast'].join(' – ');
}
