import type { PlanStatus } from '#shared/domain/plan.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';
import { unfinishedTry } from './unfinished-try.ts';

type Stated = Pick<PlanStatus, 'state' | 'lastOutcome' | 'lastWarnings' | 'damagedSnapshots' | 'dumps'> & {
  readonly plan?: Pick<PlanStatus['plan'], 'sample'>;
};

/** A plan's state as colour, icon and word. */
export function markOfPlan(status: Stated): Mark {
  switch (status.state) {
    case 'good':
      return markOfGood(status);
    case 'running':
      return { tone: 'busy', icon: 'progress', word: t('state.running') };
    case 'unusual':
      return { tone: 'bad', icon: 'warning', word: t('state.unusual') };
    case 'aging':
      return { tone: 'warn', icon: 'clock', word: t('state.aging') };
    case 'late':
      return { tone: 'bad', icon: 'clock', word: t('state.late') };
    case 'overdue':
      return { tone: 'bad', icon: 'clock', word: t('state.overdue') };
    case 'never':
      return { tone: 'warn', icon: 'dashed', word: t('state.never') };
    case 'failed':
      return { tone: 'bad', icon: 'cross', word: t('state.failed') };
    case 'unavailable':
      return { tone: 'warn', icon: 'warning', word: t('state.unavailable') };
  }
}

/** There is a fresh copy; whether it is all that was wanted is another matter. */
function markOfGood(status: Stated): Mark {
  // It protects nothing: to call it safe would mislead.
  if (status.plan?.sample) return { tone: 'quiet', icon: 'dashed', word: t('sample.word') };
  if (status.damagedSnapshots > 0) return { tone: 'bad', icon: 'cross', word: t('state.damaged') };
  if ((status.dumps?.failed ?? 0) > 0) return { tone: 'bad', icon: 'cross', word: t('state.proof-failed') };
  const unfinished = unfinishedTry(status);
  if (unfinished !== undefined) return { tone: 'warn', icon: 'warning', word: t(`state.${unfinished}`) };
  if (status.lastWarnings > 0) return { tone: 'warn', icon: 'warning', word: t('state.good-with-warnings') };
  return { tone: 'good', icon: 'check', word: t('state.good') };
}
