import { Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import type { FindFilters as Filters } from '../../app/search-params.ts';
import styles from './find-filters.module.css';

interface FindFiltersProps {
  readonly filters: Filters;
  readonly plans: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (filters: Filters) => void;
}

/** Narrows down what was found: plan, days, size, and whether it is still there. */
export function FindFilters({ filters, plans, onChange }: FindFiltersProps): ReactElement {
  const set = (change: Filters) => onChange({ ...filters, ...change });
  return (
    <fieldset className={styles.filters}>
      <legend className={styles.legend}>{t('filters.label')}</legend>
      <Select
        label={t('filters.plan')}
        placeholder={t('filters.plan.all')}
        clearable
        searchable={plans.length > 8}
        data={plans}
        value={filters.plan ?? null}
        onChange={(plan) => set({ plan: plan ?? undefined })}
      />
      <Day label={t('filters.from')} value={filters.from} onChange={(from) => set({ from })} />
      <Day label={t('filters.to')} value={filters.to} onChange={(to) => set({ to })} />
      <Size label={t('filters.min')} value={filters.minSize} onChange={(minSize) => set({ minSize })} />
      <Size label={t('filters.max')} value={filters.maxSize} onChange={(maxSize) => set({ maxSize })} />
      <Select
        label={t('filters.state')}
        placeholder={t('filters.state.any')}
        clearable
        data={[
          { value: 'present', label: t('filters.state.present') },
          { value: 'deleted', label: t('filters.state.deleted') },
        ]}
        value={filters.state ?? null}
        onChange={(state) => set({ state: state === 'present' || state === 'deleted' ? state : undefined })}
      />
    </fieldset>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

const Day = ({ label, value, onChange }: DayProps): ReactElement => (
  <TextInput
    type="date"
    label={label}
    value={value ?? ''}
    onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
  />
);

const sizes = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11];

interface SizeProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (bytes: number | undefined) => void;
}

function Size({ label, value, onChange }: SizeProps): ReactElement {
  // An address may ask for any size.
  const offered = value === undefined || sizes.includes(value) ? sizes : [...sizes, value].sort((a, b) => a - b);
  return (
    <Select
      label={label}
      placeholder={t('filters.size.any')}
      clearable
      data={offered.map((bytes) => ({ value: String(bytes), label: formatBytes(bytes) }))}
      value={value === undefined ? null : String(value)}
      onChange={(bytes) => onChange(bytes === null ? undefined : Number(bytes))}
    />
  );
}
