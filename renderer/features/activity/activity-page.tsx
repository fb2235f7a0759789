import { Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { outcomes, type Run, runKinds } from '#shared/domain/run.ts';
import { api } from '../../api/queries.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { type ActivitySearch, readActivitySearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import { nameRun } from '../runs/describe-run.ts';
import styles from './activity-page.module.css';
import { ActivityTabs } from './activity-tabs.tsx';
import { EndlessList } from './endless-list.tsx';
import { PlanFilter } from './plan-filter.tsx';
import { RunRow } from './run-row.tsx';

/** “What happened, and why?” */
export function ActivityPage(): ReactElement {
  const search = useSearch({ from: '/activity' });
  const now = useNow();
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery(
    api.runs.list.infiniteOptions({
      input: (after: string | undefined) => ({ ...search, after, limit: 100 }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const runs = data?.pages.flatMap((page) => page.items);
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <div className={styles.page}>
      <Answer
        title={error === null ? runs && titleOf(runs, filtered, now) : t('activity.unknown')}
        detail={runs?.length === 0 && !filtered ? t('activity.none.next') : t('activity.hint')}
      />
      <ActivityTabs />
      <Filters search={search} />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      <EndlessList
        items={runs}
        failed={error !== null}
        keyOf={({ id }) => id}
        label={t('activity.label')}
        onEnd={() => hasNextPage && void fetchNextPage()}
        row={(run) => <RunRow run={run} />}
      />
    </div>
  );
}

/** What happened last, in words. */
function titleOf(runs: readonly Run[], filtered: boolean, now: number): string {
  const running = runs.filter(({ outcome }) => outcome === null);
  const [first] = running.length > 0 ? running : runs;
  if (first === undefined) return t(filtered ? 'activity.none.filtered' : 'activity.none');
  if (first.outcome === null) return t('activity.running', { run: nameRun(first) });
  return t('activity.last', {
    run: nameRun(first),
    outcome: t(`outcome.said.${first.outcome}`),
    ago: formatAgo(first.endedAt ?? first.startedAt, now),
  });
}

function Filters({ search }: { readonly search: ActivitySearch }): ReactElement {
  const navigate = useNavigate();
  const set = (change: Readonly<Record<string, string | null>>) =>
    void navigate({ to: '/activity', search: readActivitySearch({ ...search, ...change }) });
  return (
    <div className={styles.filters}>
      <PlanFilter planId={search.plan} onChange={(plan) => set({ plan })} />
      <Select
        w={208}
        aria-label={t('activity.filter.kind')}
        placeholder={t('activity.filter.kind')}
        clearable
        data={runKinds.map((kind) => ({ value: kind, label: t(`run.kind.${kind}`) }))}
        value={search.kind ?? null}
        onChange={(kind) => set({ kind })}
      />
      <Select
        w={176}
        aria-label={t('activity.filter.outcome')}
        placeholder={t('activity.filter.outcome')}
        clearable
        data={outcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
        value={search.outcome ?? null}
        onChange={(outcome) => set({ outcome })}
      />
    </div>
  );
}
