import type { PlanStatus } from '#shared/domain/plan.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';

/** A plan's state as colour, icon and word. */
export function markOfPlan({ state, lastWarnings }: Pick<PlanStatus, 'state' | 'lastWarnings'>): Mark {
  switch (state) {
    case 'good':
      return lastWarnings > 0
        ? { tone: 'warn', icon: 'warning', word: t('state.good-with-warnings') }
        : { tone: 'good', icon: 'check', word: t('state.good') };
    case 'running':
      return { tone: 'busy', icon: 'progress', word: t('state.running') };
    case 'aging':
      return { tone: 'warn', icon: 'clock', word: t('state.aging') };
    case 'late':
      return { tone: 'bad', icon: 'clock', word: t('state.late') };
    case 'never':
      return { tone: 'warn', icon: 'dashed', word: t('state.never') };
    case 'failed':
      return { tone: 'bad', icon: 'cross', word: t('state.failed') };
    case 'unavailable':
      return { tone: 'warn', icon: 'warning', word: t('state.unavailable') };
  }
}
