import type { PlanStatus } from '#shared/domain/plan.ts';
import { type Standing, standingOfPlan, toneOfStanding } from '#shared/standing-of-plan.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark, MarkIcon } from '../../components/mark.ts';

type Stated = Pick<PlanStatus, 'state' | 'lastOutcome' | 'lastWarnings' | 'damagedSnapshots' | 'dumps'> & {
  readonly plan?: Pick<PlanStatus['plan'], 'sample'>;
};

const icons: Readonly<Record<Standing, MarkIcon>> = {
  good: 'check',
  running: 'progress',
  unusual: 'warning',
  aging: 'clock',
  late: 'clock',
  overdue: 'clock',
  never: 'dashed',
  failed: 'cross',
  unavailable: 'warning',
  damaged: 'cross',
  'proof-failed': 'cross',
  skipped: 'warning',
  cancelled: 'warning',
  'good-with-warnings': 'warning',
};

/** A plan's state as colour, icon and word. */
export function markOfPlan(status: Stated): Mark {
  // It protects nothing: to call it safe would mislead.
  if (status.state === 'good' && status.plan?.sample) return { tone: 'quiet', icon: 'dashed', word: t('sample.word') };
  const standing = standingOfPlan(status);
  return { tone: toneOfStanding[standing], icon: icons[standing], word: t(`state.${standing}`) };
}
