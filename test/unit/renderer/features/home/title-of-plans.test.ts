import { expect, test } from 'vitest';
import { titleOfPlans } from '../../../../../renderer/features/home/title-of-plans.ts';
import { planStatus } from '../../../../helpers/plan-status.ts';

test.each([
  [undefined, 'Holdfast'],
  [[planStatus('good')], 'Holdfast'],
  [[], '⚠︎ Nothing is backed up yet – Holdfast'],
  [[planStatus('good'), planStatus('running', 'r', { runningRunId: 'run' })], '↻ Holdfast'],
  [[planStatus('unavailable')], '⚠︎ The drive of 1 plan is not connected – Holdfast'],
  [[planStatus('good'), planStatus('failed')], '✕ 1 plan is not safe – Holdfast'],
])('a page’s title tells what needs a look: %#', (plans, title) => {
  expect(titleOfPlans(plans)).toBe(title);
});
