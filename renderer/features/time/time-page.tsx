import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import type { TimeSearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { FoundList } from './found-list.tsx';
import { shownSnapshot } from './shown-snapshot.ts';
import { SnapshotView } from './snapshot-view.tsx';
import styles from './time-page.module.css';

/** “Where is my file as it was?” */
export function TimePage(): ReactElement {
  const search = useSearch({ from: '/time' });
  const plans = useQuery(api.plans.list.queryOptions());
  const snapshots = useQuery(api.snapshots.list.queryOptions({ input: {} }));
  const error = plans.error ?? snapshots.error;
  if (error !== null) {
    return (
      <>
        <Answer title={t('time.unknown')} />
        <Problem error={error} onRetry={() => void snapshots.refetch()} />
      </>
    );
  }
  if (snapshots.data === undefined || plans.data === undefined) {
    return (
      <>
        <Answer title={undefined} />
        <WaitingRows count={8} height={32} />
      </>
    );
  }
  if (snapshots.data.length === 0) {
    return (
      <>
        <Answer
          title={t('time.none')}
          detail={t('time.none.next')}
          actions={
            <LinkButton to={plans.data.length === 0 ? '/plans/new' : '/'}>
              {t(plans.data.length === 0 ? 'time.none.plan' : 'time.none.home')}
            </LinkButton>
          }
        />
        <Deletion search={search} />
      </>
    );
  }
  return <Times search={search} snapshots={snapshots.data} />;
}

function Times({
  search,
  snapshots,
}: {
  readonly search: TimeSearch;
  readonly snapshots: readonly Snapshot[];
}): ReactElement {
  const navigate = useNavigate();
  const planOptions = namesOf(snapshots);
  const { snapshot, ofPlan } = shownSnapshot(snapshots, search);
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <FindField find={search.find} />
        {planOptions.length > 1 && search.find === undefined && (
          <Select
            aria-label={t('time.plan')}
            data={planOptions}
            value={snapshot?.planId ?? null}
            searchable={planOptions.length > 8}
            allowDeselect={false}
            onChange={(plan) => void navigate({ to: '/time', search: { plan: plan ?? undefined, find: search.find } })}
          />
        )}
      </div>
      {search.find === undefined && <Deletion search={search} />}
      {search.find !== undefined ? (
        <FoundList find={search.find} />
      ) : snapshot === undefined ? null : (
        <SnapshotView
          key={snapshot.planId}
          snapshot={snapshot}
          snapshots={ofPlan}
          path={search.path}
          since={search.since}
          deleting={search.deleting === true}
        />
      )}
    </div>
  );
}

/** How far the deletion is that was asked for here, and what came of it; also when no snapshot is left. */
function Deletion({ search: { run } }: { readonly search: TimeSearch }): ReactElement | null {
  return run === undefined ? null : <RunOutcome key={run} runId={run} />;
}

/** Plans that have snapshots, in the order of their names. */
function namesOf(snapshots: readonly Snapshot[]): readonly { value: string; label: string }[] {
  const names = new Map(snapshots.map(({ planId, planName }) => [planId, planName]));
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}

/** Looks while one types; an empty field goes back to the snapshot. */
function FindField({ find }: { readonly find: string | undefined }): ReactElement {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(find ?? '');
  const [last, setLast] = useState(find);
  if (last !== find) {
    setLast(find);
    // The address changed by other means than typing here: the palette, Back.
    if ((find ?? '') !== typed.trim()) setTyped(find ?? '');
  }
  const look = useDebouncedCallback((text: string) => {
    const wanted = text.trim();
    void navigate({
      to: '/time',
      search: (before: TimeSearch) => ({ ...before, find: wanted === '' ? undefined : wanted }),
      replace: find !== undefined,
    });
  }, 200);
  return (
    <TextInput
      className={styles.find}
      type="search"
      aria-label={t('time.find')}
      placeholder={t('time.find')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      autoFocus={find !== undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        look(event.currentTarget.value);
      }}
    />
  );
}
