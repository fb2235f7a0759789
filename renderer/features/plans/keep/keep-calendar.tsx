import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { KeepCalendar as Drawn, KeepPolicy, OwnKeep } from '#shared/domain/retention.ts';
import type { Timing } from '#shared/domain/schedule.ts';
import { api } from '../../../api/queries.ts';
import { locale } from '../../../app/messages/language.ts';
import { said } from '../../../app/messages/said.ts';
import { t } from '../../../app/messages/t.ts';
import { Note } from '../../../components/note.tsx';
import { Problem } from '../../../components/problem.tsx';
import styles from './keep-calendar.module.css';

/** When backups are made, and what is kept of them where that is not the plan's policy. */
export type DrawnTiming = Timing & { readonly keep: OwnKeep };

interface KeepCalendarProps {
  /** Null: everything, unless a schedule says otherwise. */
  readonly keep: KeepPolicy | null;
  readonly timeZone: string;
  /** When backups are made; every hour where nothing is said. */
  readonly schedules: readonly DrawnTiming[];
}

/** The last twelve months as they would look with these schedules: each day one could go back to is filled. */
export function KeepCalendar({ keep, timeZone, schedules }: KeepCalendarProps): ReactElement {
  const [key] = useDebouncedValue(JSON.stringify({ keep, timeZone, schedules }), 150);
  const { data, error } = useQuery({
    ...api.retention.calendar.queryOptions({ input: inputOf(key) }),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <Problem error={error} />;
  const days = data?.months.flatMap(({ days: all }) => all).filter(({ snapshots }) => snapshots > 0).length ?? 0;
  return (
    <div className={styles.calendar}>
      <p aria-live="polite">
        {data === undefined
          ? t('waiting')
          : t(schedules.length > 0 ? 'keep.calendar.scheduled' : 'keep.calendar', { days: t('days', { count: days }) })}
        {data !== undefined && data.older.length > 0 && ` ${beforeThat(data.older)}`}
      </p>
      <div className={styles.months}>
        {data?.months.map((month) => (
          <Month key={month.month} {...month} />
        ))}
      </div>
      {data?.concerns.map((concern) => (
        <Note key={concern} tone="warn">
          <p>{said(concern)}</p>
        </Note>
      ))}
    </div>
  );
}

const inputOf = (key: string): { keep: KeepPolicy | null; timeZone: string; schedules: DrawnTiming[] } =>
  JSON.parse(key);

const monthName = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const dayName = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const olderTold = 6;

function Month({ month, days }: Drawn['months'][number]): ReactElement {
  const first = new Date(`${month}-01T00:00:00Z`);
  const kept = days.filter(({ snapshots }) => snapshots > 0).length;
  const name = monthName.format(first);
  return (
    <figure className={styles.month}>
      <figcaption className={styles.name}>{name}</figcaption>
      <div
        className={styles.days}
        role="img"
        aria-label={t('keep.month', { month: name, days: t('days', { count: kept }) })}
      >
        {days.map(({ snapshots }, at) => {
          const day = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), at + 1));
          return (
            <span
              key={day.getTime()}
              className={styles.day}
              // Weeks begin on Monday.
              style={at === 0 ? { gridColumnStart: ((day.getUTCDay() + 6) % 7) + 1 } : undefined}
              data-kept={snapshots === 0 ? undefined : snapshots > 1 ? 'several' : 'one'}
              title={dayWords(dayName.format(day), snapshots)}
            />
          );
        })}
      </div>
    </figure>
  );
}

const dayWords = (day: string, snapshots: number): string =>
  snapshots === 0
    ? t('keep.day.none', { day })
    : t('keep.day', { day, snapshots: t('snapshots', { count: snapshots }) });

function beforeThat(older: readonly string[]): string {
  const told = older.slice(0, olderTold).map((day) => dayName.format(Date.parse(day)));
  const more = older.length - told.length;
  const days = told.join(', ');
  return more > 0 ? t('keep.older.more', { days, count: more }) : t('keep.older', { days });
}
