import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RunDetail } from '#shared/domain/run.ts';
import { api } from '../../api/queries.ts';
import { formatNumber } from '../../app/format/format-number.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import styles from './run-warnings.module.css';
import { WarningRow } from './warning-row.tsx';

const rowHeight = 56;
const rowsInSight = 6;

/** What a run warned about, path by path, with what can be done about it. */
export function RunWarnings({ run: { warnings, warningCount, planId } }: { readonly run: RunDetail }): ReactElement {
  const { data: plans = [] } = useQuery(api.plans.list.queryOptions());
  const plan = plans.find((status) => status.plan.id === planId)?.plan;
  return (
    <Section
      title={t('warnings', { count: warningCount })}
      hint={
        warningCount > warnings.length
          ? t('warnings.first', { count: warnings.length, total: formatNumber(warningCount) })
          : undefined
      }
    >
      <div className={styles.list} style={{ height: Math.min(warnings.length, rowsInSight) * rowHeight }}>
        <VirtualRows
          items={warnings}
          keyOf={({ code, path }) => `${code}:${path}`}
          height={rowHeight}
          label={t('warnings.label')}
          row={(warning) => <WarningRow warning={warning} plan={plan} />}
        />
      </div>
    </Section>
  );
}
