import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { describeSchedule } from '#shared/describe-schedule.ts';
import type { ScheduleStatus } from '#shared/domain/schedule.ts';
import { formatExact, formatMoment } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { currentLanguage } from '../../app/messages/language.ts';
import { t } from '../../app/messages/t.ts';
import styles from './next-runs.module.css';

const shown = 4;

/** What comes due next, of all schedules together. */
export function NextRuns({ schedules }: { readonly schedules: readonly ScheduleStatus[] }): ReactElement | null {
  const now = useNow();
  const coming = schedules
    .flatMap(({ next, ...of }) => next.map((at) => ({ at, ...of })))
    .sort((a, b) => a.at.localeCompare(b.at))
    .slice(0, shown);
  if (coming.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('schedules.coming')}>
      {coming.map(({ at, planId, planName, schedule }) => (
        <li key={`${schedule.id} ${at}`} className={styles.line}>
          <time className={styles.when} dateTime={at} title={formatExact(at)}>
            {formatMoment(at, now)}
          </time>
          <Link to="/plans/$planId" params={{ planId }} className={styles.plan} title={planName}>
            {planName}
          </Link>
          <span className={styles.words} title={describeSchedule(schedule, currentLanguage())}>
            {describeSchedule(schedule, currentLanguage())}
          </span>
        </li>
      ))}
    </ul>
  );
}
