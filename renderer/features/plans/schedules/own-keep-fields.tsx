import { Select } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { defaultKeep, type OwnKeep } from '#shared/domain/retention.ts';
import { t } from '../../../app/messages/t.ts';
import { KeepRules } from '../keep/keep-rules.tsx';
import styles from './schedules.module.css';

interface OwnKeepFieldsProps {
  readonly keep: OwnKeep;
  readonly onChange: (keep: OwnKeep) => void;
}

const ways = ['plan', 'own', 'all'] as const;

/** What the snapshots of one schedule are kept by: the plan's policy, one of its own, or all of them. */
export function OwnKeepFields({ keep, onChange }: OwnKeepFieldsProps): ReactElement {
  const [rules, setRules] = useState(keep === null || keep === 'all' ? defaultKeep : keep);
  const keeps = { plan: null, own: rules, all: 'all' } as const;
  const way = keep === null ? 'plan' : keep === 'all' ? 'all' : 'own';
  return (
    <>
      <Select
        w={304}
        label={t('keep.own')}
        allowDeselect={false}
        data={ways.map((value) => ({ value, label: t(`keep.own.${value}`) }))}
        value={way}
        onChange={(value) => {
          const chosen = ways.find((one) => one === value);
          if (chosen !== undefined) onChange(keeps[chosen]);
        }}
      />
      {keep !== null && <p className={styles.quiet}>{t('keep.own.hint')}</p>}
      {keep !== null && keep !== 'all' && (
        <KeepRules
          keep={keep}
          onChange={(next) => {
            setRules(next);
            onChange(next);
          }}
        />
      )}
    </>
  );
}
