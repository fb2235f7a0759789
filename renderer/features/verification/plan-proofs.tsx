import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatAgo, formatExact } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';
import { Section } from '../../components/section.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { checksOf } from './answer-verification.ts';
import { markOfSnapshots } from './mark-of-snapshots.ts';
import styles from './verification.module.css';

interface PlanProofsProps {
  readonly snapshots: readonly Snapshot[];
  readonly busy: boolean;
  /** Checks all snapshots of a plan, by its id. */
  readonly onCheck: (planId: string) => void;
}

/** For each plan: whether its snapshots are known to be whole, how many were checked, and when last. */
export function PlanProofs({ snapshots, busy, onCheck }: PlanProofsProps): ReactElement {
  const now = useNow();
  const plans = [...Map.groupBy(snapshots, ({ planId }) => planId)];
  return (
    <Section title={t('proofs.title')}>
      <ul>
        {plans.map(([planId, ofPlan]) => {
          const checks = checksOf(ofPlan);
          const newest = checks.at(-1);
          const [{ planName } = { planName: '' }] = ofPlan;
          const mark: Mark = markOfSnapshots(ofPlan);
          return (
            <li key={planId} className={styles.plan}>
              <StateMark {...mark} />
              <Link to="/time" search={{ plan: planId }} className={styles.name} title={planName}>
                {planName}
              </Link>
              <span className={styles.number}>
                {t('proofs.checked', { count: checks.length, total: ofPlan.length })}
              </span>
              <span className={styles.number} title={newest && formatExact(newest)}>
                {newest === undefined ? t('proofs.none') : t('proofs.newest', { ago: formatAgo(newest, now) })}
              </span>
              <Button
                variant="default"
                disabled={busy}
                aria-label={t('verification.check-plan', { plan: planName })}
                onClick={() => onCheck(planId)}
              >
                {t('verification.check')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
