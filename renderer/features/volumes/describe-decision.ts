import type { VolumeEvent } from '#shared/domain/volume.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';
import { markOfOutcome } from '../runs/describe-run.ts';

/** What was decided, as colour, icon and word: of what was started, how it went. */
export function markOfDecision({ decision, outcome }: Pick<VolumeEvent, 'decision' | 'outcome'>): Mark {
  switch (decision) {
    case 'started':
    case 'scheduled':
      return markOfOutcome(outcome);
    case 'not-due':
    case 'idle':
      return { tone: 'quiet', icon: 'check', word: t('decision.mark.seen') };
    case 'paused':
    case 'battery':
    case 'busy':
      return { tone: 'warn', icon: 'clock', word: t('decision.mark.waits') };
    case 'not-started':
      return { tone: 'bad', icon: 'cross', word: t('decision.mark.waits') };
    case 'wrong-volume':
    case 'other-repository':
    case 'no-repository':
    case 'read-only':
    case 'format-unknown':
      return { tone: 'warn', icon: 'warning', word: t('decision.mark.wrong') };
    case 'unmounted':
      return { tone: 'good', icon: 'check', word: t('decision.mark.unmounted') };
    case 'not-unmounted':
      return { tone: 'warn', icon: 'warning', word: t('decision.mark.mounted') };
  }
}

/** Why, in a line; what is wrong says itself what to do. */
export function describeDecision({ at, decision, lastGoodAt, problem }: VolumeEvent): string {
  if (problem !== null) return said(problem);
  if (lastGoodAt === null) return t(`decision.${decision}`);
  return t('decision.not-due.since', { span: formatDuration(Date.parse(at) - Date.parse(lastGoodAt)) });
}
