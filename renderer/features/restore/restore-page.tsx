import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { WhenRead } from '../../components/when-read.tsx';
import { ChooseStep } from './choose-step.tsx';
import { PlanStep } from './plan-step.tsx';
import { requestOf } from './request-of.ts';
import { RestoreRun } from './restore-run.tsx';

/** “What exactly will happen?” Choose where and how, see the dry run, confirm, watch. Each step has its address. */
export function RestorePage(): ReactElement {
  const search = useSearch({ from: '/restore' });
  const { data, error, refetch } = useQuery({
    ...api.snapshots.get.queryOptions({ input: { snapshot: search.snapshot } }),
    // The first choice puts the id in the place of `latest`: that is still the same one.
    placeholderData: (before) => (before?.id === search.snapshot ? before : undefined),
  });
  return (
    <WhenRead data={data} error={error} onRetry={refetch} unknown={t('restore.unknown')} rows={4}>
      {(snapshot) => <RestoreSteps search={search} snapshot={snapshot} />}
    </WhenRead>
  );
}

interface RestoreStepsProps {
  readonly search: RestoreSearch;
  readonly snapshot: Snapshot;
}

function RestoreSteps({ search, snapshot }: RestoreStepsProps): ReactElement {
  const navigate = useNavigate();
  // `latest` is another snapshot after the next backup: from here on it is this one.
  const go = (change: Partial<RestoreSearch>, replace = false) =>
    void navigate({ to: '/restore', replace, search: { ...search, snapshot: snapshot.id, ...change } });
  const request = requestOf(search, snapshot.id);
  const step = {
    ...{ snapshot, request },
    onChange: (change: Partial<RestoreSearch>) => go({ ...change, step: 'plan', run: undefined }, true),
    onBack: () => go({ step: undefined, run: undefined }),
    onStarted: (run: string) => go({ step: 'plan', run }),
  };
  if (search.run !== undefined) return <RestoreRun key={search.run} runId={search.run} {...step} />;
  if (search.step === 'plan') return <PlanStep {...step} />;
  return (
    <ChooseStep
      snapshot={snapshot}
      search={search}
      onChange={(change) => go(change, true)}
      onPreview={() => go({ step: 'plan' })}
    />
  );
}
