import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { api } from '../../api/queries.ts';
import { compareNames } from '../../app/format/compare-names.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatList } from '../../app/format/format-list.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { describeChoice } from './databases/source-fields.ts';
import styles from './plans-page.module.css';

/** “What is backed up, and where to?” */
export function PlansPage(): ReactElement {
  const { data: plans, error, refetch } = useQuery(api.plans.list.queryOptions());
  const real = plans?.filter(({ plan }) => !plan.sample);
  return (
    <>
      <Answer
        title={error === null ? real && titleOf(real) : t('plans.unknown')}
        detail={real?.length === 0 ? t('plans.none.next') : t('plans.hint')}
        actions={<LinkButton to="/plans/new">{t('plans.new')}</LinkButton>}
      />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {plans === undefined && error === null && <WaitingRows count={3} height={64} />}
      {plans !== undefined && plans.length > 0 && (
        <ul className={styles.plans}>
          {[...plans]
            .sort((a, b) => compareNames(a.plan.name, b.plan.name))
            .map((status) => (
              <PlanItem key={status.plan.id} status={status} />
            ))}
        </ul>
      )}
    </>
  );
}

function titleOf(plans: readonly PlanStatus[]): string {
  if (plans.length === 0) return t('plans.none');
  const total = (count: (status: PlanStatus) => number) => plans.reduce((sum, status) => sum + count(status), 0);
  const folders = total(({ plan }) => plan.folders.length);
  const servers = total(({ plan }) => plan.databases.length);
  return t('plans.title', {
    count: plans.length,
    plans: t('plans', { count: plans.length }),
    what: formatList([
      ...(folders > 0 || servers === 0 ? [t('folders', { count: folders })] : []),
      ...(servers > 0 ? [t('servers', { count: servers })] : []),
    ]),
  });
}

/** Where its backups go, each place once. */
const pathsOf = ({ places }: PlanStatus): readonly string[] => [
  ...new Set(places.filter(({ inRotation }) => inRotation).map(({ path }) => path)),
];

function PlanItem({ status }: { readonly status: PlanStatus }): ReactElement {
  const { plan, snapshots, files, bytes, dumps } = status;
  const what = [
    ...plan.folders.map(showPath),
    ...plan.databases.map((source) => t('plans.server', { label: source.label, choice: describeChoice(source) })),
  ];
  const held = [
    ...(plan.folders.length > 0 ? [t('files', { count: files })] : []),
    ...(dumps === null ? [] : [t('databases', { count: dumps.databases })]),
    formatBytes(bytes + (dumps?.bytes ?? 0)),
  ];
  return (
    <li className={styles.plan}>
      <div className={styles.words}>
        <Link to="/plans/$planId" params={{ planId: plan.id }} className={styles.name} title={plan.name}>
          {plan.sample ? `${plan.name} · ${t('sample.word')}` : plan.name}
        </Link>
        <span className={styles.folders} title={what.join('\n')}>
          {what.join(', ')}
        </span>
      </div>
      <div className={styles.to}>
        <span className={styles.label}>{t('plans.to')}</span>
        {pathsOf(status).map((path) => (
          <PathLabel key={path} path={path} />
        ))}
      </div>
      <div className={styles.numbers}>
        <Link to="/time" search={{ plan: plan.id }}>
          {t('snapshots', { count: snapshots })}
        </Link>
        <span className={styles.label}>{held.join(' · ')}</span>
      </div>
    </li>
  );
}
