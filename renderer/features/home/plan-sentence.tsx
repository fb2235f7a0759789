import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { unfinishedTry } from '#shared/unfinished-try.ts';
import { formatExact } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import styles from './plan-sentence.module.css';
import { sentenceOfPlan } from './sentence-of-plan.ts';

/** What a plan that is not running has to say, on one line, with the way to what is behind it. */
export function PlanSentence({ status }: { readonly status: PlanStatus }): ReactElement {
  const now = useNow();
  const { plan, lastGoodAt, lastRunId, lastWarnings, damagedSnapshots, dumps, unusual } = status;
  const sentence = sentenceOfPlan(status, now);
  const hover =
    lastGoodAt === null ? sentence : `${sentence}\n${t('home.last-good', { time: formatExact(lastGoodAt) })}`;
  const more = moreOf(status);
  return (
    <p className={styles.line}>
      <span className={styles.sentence} title={hover}>
        {sentence}
      </span>
      {unusual !== null && (
        <Link to="/plans/$planId/unusual" params={{ planId: plan.id }} className={styles.more}>
          {t('home.see-changes')}
        </Link>
      )}
      {unusual === null && lastRunId !== null && more !== undefined && (
        <Link to="/activity/$runId" params={{ runId: lastRunId }} className={styles.more}>
          {more === 'warnings' ? t('home.see-warnings', { count: lastWarnings }) : t('home.see-why')}
        </Link>
      )}
      {damagedSnapshots > 0 && (
        <Link to="/activity/verification" className={styles.more}>
          {t('verification.see')}
        </Link>
      )}
      {dumps !== null && dumps.databases > 0 && (
        <Link to="/databases" className={styles.more}>
          {t('home.see-databases')}
        </Link>
      )}
    </p>
  );
}

function moreOf(status: PlanStatus): 'warnings' | 'why' | undefined {
  if (
    status.state === 'failed' ||
    (status.state === 'overdue' && status.lastError !== null) ||
    unfinishedTry(status) !== undefined
  )
    return 'why';
  return status.lastWarnings > 0 ? 'warnings' : undefined;
}
