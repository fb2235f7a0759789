import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { PlanStorage, RepositoryStorage, StorageDay } from '#shared/domain/storage.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { GrowthChart } from '../../components/growth-chart/growth-chart.tsx';
import styles from './storage.module.css';
import { StorageOfSnapshots } from './storage-of-snapshots.tsx';

/** What each plan takes in a repository, how that grew, and what its snapshots take. */
export function StorageOfPlans({ entry: { repository, plans } }: { readonly entry: RepositoryStorage }): ReactElement {
  const { data } = useQuery(api.storage.trend.queryOptions({ input: { repository: repository.id } }));
  return (
    <ul className={styles.plans}>
      {plans.map((plan) => (
        <li key={plan.planId} className={styles.plan}>
          <PlanItem plan={plan} days={data?.days ?? []} />
        </li>
      ))}
    </ul>
  );
}

interface PlanItemProps {
  readonly plan: PlanStorage;
  readonly days: readonly StorageDay[];
}

function PlanItem({ plan, days }: PlanItemProps): ReactElement {
  const [open, setOpen] = useState(false);
  const { planId, planName, snapshots, bytes, newestBytes } = plan;
  const points = days.flatMap(({ at, plans }) => {
    const then = plans.find((one) => one.planId === planId);
    return then ? [{ at: Date.parse(at), value: then.bytes }] : [];
  });
  return (
    <>
      <div className={styles.line}>
        <Link to="/time" search={{ plan: planId }} className={styles.name}>
          {planName}
        </Link>
        <GrowthChart
          points={points}
          label={t('storage.of-plan', { plan: planName })}
          format={formatBytes}
          size="small"
        />
        <span className={styles.number} title={t('storage.bytes.hint')}>
          {t('storage.bytes', { all: formatBytes(bytes), newest: formatBytes(newestBytes) })}
        </span>
        <Button
          variant="subtle"
          disabled={snapshots === 0}
          aria-expanded={open}
          aria-label={t('storage.snapshots', { snapshots: t('snapshots', { count: snapshots }), plan: planName })}
          onClick={() => setOpen(!open)}
        >
          {t('snapshots', { count: snapshots })}
        </Button>
      </div>
      {open && <StorageOfSnapshots plan={planId} />}
    </>
  );
}
