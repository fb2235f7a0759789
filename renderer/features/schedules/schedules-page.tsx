import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { endlessPause, type Schedules } from '#shared/domain/schedule.ts';
import { api } from '../../api/queries.ts';
import { formatAhead } from '../../app/format/format-ahead.ts';
import { formatMoment } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { readSchedulesSearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import styles from '../activity/activity-page.module.css';
import { ActivityTabs } from '../activity/activity-tabs.tsx';
import { EndlessList } from '../activity/endless-list.tsx';
import { PlanFilter } from '../activity/plan-filter.tsx';
import { ClockNote } from './clock-note.tsx';
import { NextRuns } from './next-runs.tsx';
import { OccurrenceRow } from './occurrence-row.tsx';
import { PauseButton } from './pause-button.tsx';

/** “What starts by itself, and what became of it?” */
export function SchedulesPage(): ReactElement {
  const search = useSearch({ from: '/activity/schedules' });
  const navigate = useNavigate();
  const now = useNow();
  const { data, error, refetch } = useQuery(api.schedules.get.queryOptions({ input: {} }));
  const past = useInfiniteQuery(
    api.schedules.occurrences.infiniteOptions({
      input: (after: string | undefined) => ({ ...search, after, limit: 100 }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const problem = error ?? past.error;
  const occurrences = past.data?.pages.flatMap((page) => page.items);
  return (
    <div className={styles.page}>
      <Answer
        title={error === null ? data && titleOf(data, now) : t('schedules.unknown')}
        detail={data?.schedules.length === 0 ? t('schedules.none.next') : t('schedules.hint')}
        actions={data && data.schedules.length > 0 && <PauseButton paused={data.pausedUntil !== null} />}
      />
      <ActivityTabs />
      {problem !== null && <Problem error={problem} onRetry={() => void refetch()} />}
      <ClockNote />
      {data && <NextRuns schedules={data.schedules} />}
      <div className={styles.filters}>
        <PlanFilter
          planId={search.plan}
          onChange={(plan) => void navigate({ to: '/activity/schedules', search: readSchedulesSearch({ plan }) })}
        />
      </div>
      <EndlessList
        items={occurrences}
        failed={problem !== null}
        keyOf={({ number }) => String(number)}
        label={t('schedules.past')}
        none={t('schedules.past.none')}
        onEnd={() => past.hasNextPage && void past.fetchNextPage()}
        row={(occurrence) => <OccurrenceRow occurrence={occurrence} />}
      />
    </div>
  );
}

function titleOf({ schedules, pausedUntil }: Schedules, now: number): string {
  if (schedules.length === 0) return t('schedules.none');
  if (pausedUntil === endlessPause) return t('schedules.paused.endless');
  if (pausedUntil !== null) return t('schedules.paused', { moment: formatMoment(pausedUntil, now) });
  const [next] = schedules.flatMap((schedule) => schedule.next).sort();
  if (next === undefined) return t('schedules.idle');
  return t('schedules.title', { count: schedules.length, when: formatAhead(next, now) });
}
