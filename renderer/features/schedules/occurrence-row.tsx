import type { ReactElement } from 'react';
import type { Occurrence } from '#shared/domain/schedule.ts';
import { formatMoment } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';
import { RowWords } from '../../components/row.tsx';
import { When } from '../../components/when.tsx';
import { RowOfRun } from '../activity/row-of-run.tsx';
import { markOfOutcome } from '../runs/describe-run.ts';

/** A time at which a backup was due: what became of it and why. What started leads to its run. */
export function OccurrenceRow({ occurrence }: { readonly occurrence: Occurrence }): ReactElement {
  const now = useNow();
  const { planName, dueAt, runId } = occurrence;
  return (
    <RowOfRun runId={runId}>
      <RowWords
        mark={markOf(occurrence)}
        name={planName === null ? t('occurrence.gone') : t('occurrence.row', { plan: planName })}
        detail={whyOf(occurrence)}
        end={<When at={dueAt} />}
        endDetail={formatMoment(dueAt, now)}
      />
    </RowOfRun>
  );
}

/** Why it waits or was skipped; of one that was started, what it had waited for. */
function whyOf({ state, reason }: Occurrence): string {
  if (reason === null) return '';
  const why = t(`skip.${reason}`);
  return state === 'started' ? t('occurrence.waited', { why }) : why;
}

function markOf({ state, reason, outcome }: Occurrence): Mark {
  switch (state) {
    case 'started':
      return markOfOutcome(outcome);
    case 'waiting':
      return { tone: 'warn', icon: 'clock', word: t('occurrence.waiting') };
    case 'skipped':
      // Nothing is missing where a newer backup was there.
      return { ...markOfOutcome('skipped'), ...(reason === 'covered' && { tone: 'quiet' as const }) };
  }
}
