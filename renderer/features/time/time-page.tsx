import { Button, Select } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { compareNames } from '../../app/format/compare-names.ts';
import { t } from '../../app/messages/t.ts';
import type { TimeSearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { WhenRead } from '../../components/when-read.tsx';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { FindField } from './find-field.tsx';
import { countFilters } from './find-request.ts';
import { Finding } from './finding.tsx';
import { shownSnapshot } from './shown-snapshot.ts';
import { SnapshotView } from './snapshot-view.tsx';
import styles from './time-page.module.css';

/** “Where is my file as it was?” */
export function TimePage(): ReactElement {
  const search = useSearch({ from: '/time' });
  const plans = useQuery(api.plans.list.queryOptions());
  const snapshots = useQuery(api.snapshots.list.queryOptions({ input: {} }));
  const error = plans.error ?? snapshots.error;
  const read = plans.data && snapshots.data && { planned: plans.data.length, there: snapshots.data };
  return (
    <WhenRead data={read} error={error} onRetry={snapshots.refetch} unknown={t('time.unknown')} rows={8}>
      {({ planned, there }) =>
        there.length > 0 ? <Times search={search} snapshots={there} /> : <NoTimes search={search} planned={planned} />
      }
    </WhenRead>
  );
}

interface NoTimesProps {
  readonly search: TimeSearch;
  /** How many plans there are. */
  readonly planned: number;
}

const NoTimes = ({ search, planned }: NoTimesProps): ReactElement => (
  <>
    <Answer
      title={t('time.none')}
      detail={t('time.none.next')}
      actions={
        <LinkButton to={planned === 0 ? '/plans/new' : '/'}>
          {t(planned === 0 ? 'time.none.plan' : 'time.none.home')}
        </LinkButton>
      }
    />
    <Deletion search={search} />
  </>
);

interface TimesProps {
  readonly search: TimeSearch;
  readonly snapshots: readonly Snapshot[];
}

/** The field stays where it is, and what is typed in it, when what lies below becomes what was found. */
function Times({ search, snapshots }: TimesProps): ReactElement {
  const [filtering, setFiltering] = useState(countFilters(search.filters) > 0);
  const { snapshot, ofPlan } = shownSnapshot(snapshots, search);
  const finding = search.find !== undefined;
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <FindField className={styles.find} find={search.find} />
        {finding ? (
          <FilterButton count={countFilters(search.filters)} open={filtering} onOpen={setFiltering} />
        ) : (
          <PlanPicker snapshots={snapshots} plan={snapshot?.planId ?? null} />
        )}
      </div>
      {!finding && <Deletion search={search} />}
      {search.find !== undefined ? (
        <Finding
          find={search.find}
          filters={search.filters}
          open={filtering}
          plans={namesOf(snapshots)}
          snapshots={snapshots}
        />
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

interface PlanPickerProps {
  readonly snapshots: readonly Snapshot[];
  readonly plan: string | null;
}

function PlanPicker({ snapshots, plan }: PlanPickerProps): ReactElement | null {
  const navigate = useNavigate();
  const options = namesOf(snapshots);
  if (options.length < 2) return null;
  return (
    <Select
      aria-label={t('time.plan')}
      data={options}
      value={plan}
      searchable={options.length > 8}
      allowDeselect={false}
      onChange={(chosen) => void navigate({ to: '/time', search: { plan: chosen ?? undefined } })}
    />
  );
}

interface FilterButtonProps {
  readonly count: number;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

const FilterButton = ({ count, open, onOpen }: FilterButtonProps): ReactElement => (
  <Button
    variant="default"
    leftSection={<IconFilter size={16} aria-hidden />}
    aria-expanded={open}
    onClick={() => onOpen(!open)}
  >
    {count === 0 ? t('filters.label') : t('filters.count', { count })}
  </Button>
);

/** How far the deletion is that was asked for here, and what came of it; also when no snapshot is left. */
function Deletion({ search: { run } }: { readonly search: TimeSearch }): ReactElement | null {
  return run === undefined ? null : <RunOutcome key={run} runId={run} />;
}

/** Plans that have snapshots, in the order of their names. */
function namesOf(snapshots: readonly Snapshot[]): readonly { value: string; label: string }[] {
  const names = new Map(snapshots.map(({ planId, planName }) => [planId, planName]));
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => compareNames(a.label, b.label));
}
