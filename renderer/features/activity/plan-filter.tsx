import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';

interface PlanFilterProps {
  readonly planId: string | undefined;
  readonly onChange: (planId: string | null) => void;
}

/** Only what belongs to one plan, or all. */
export function PlanFilter({ planId, onChange }: PlanFilterProps): ReactElement {
  const { data: plans = [] } = useQuery(api.plans.list.queryOptions());
  return (
    <Select
      w={168}
      aria-label={t('activity.filter.plan')}
      placeholder={t('activity.filter.plan')}
      clearable
      searchable
      data={plans.map(({ plan }) => ({ value: plan.id, label: plan.name }))}
      value={planId ?? null}
      onChange={onChange}
    />
  );
}
