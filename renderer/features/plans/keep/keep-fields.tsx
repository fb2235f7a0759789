import { Radio, Select } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { defaultKeep, type KeepPolicy } from '#shared/domain/retention.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { t } from '../../../app/messages/t.ts';
import { type DrawnTiming, KeepCalendar } from './keep-calendar.tsx';
import styles from './keep-fields.module.css';
import { KeepPreview } from './keep-preview.tsx';
import { KeepRules } from './keep-rules.tsx';

export interface KeepChoice {
  /** Null: every snapshot is kept. */
  readonly keep: KeepPolicy | null;
  readonly timeZone: string;
}

interface KeepFieldsProps extends KeepChoice {
  /** Id of the plan; absent while it is being made. */
  readonly plan: string | undefined;
  /** When backups are to be made. */
  readonly schedules: readonly DrawnTiming[];
  /** What schedules that the plan has already keep of their own, or not. */
  readonly own: readonly Pick<Schedule, 'id' | 'keep'>[];
  readonly onChange: (choice: KeepChoice) => void;
}

/** How long: everything, or what the tiers keep; drawn on a calendar as it is chosen. */
export function KeepFields({ plan, schedules, own, keep, timeZone, onChange }: KeepFieldsProps): ReactElement {
  const [rules, setRules] = useState(keep ?? defaultKeep);
  const change = (next: KeepPolicy) => {
    setRules(next);
    onChange({ keep: next, timeZone });
  };
  return (
    <div className={styles.fields}>
      <Radio.Group
        aria-label={t('plan.keep')}
        value={keep === null ? 'all' : 'some'}
        onChange={(way) => onChange({ keep: way === 'all' ? null : rules, timeZone })}
      >
        <div className={styles.ways}>
          <Radio value="some" label={t('keep.some')} description={t('keep.some.hint')} />
          <Radio value="all" label={t('keep.all')} description={t('keep.all.hint')} />
        </div>
      </Radio.Group>
      {keep !== null && (
        <KeepRules keep={keep} onChange={change}>
          <Select
            className={styles.zone}
            label={t('keep.zone')}
            searchable
            allowDeselect={false}
            data={zonesWith(timeZone)}
            value={timeZone}
            onChange={(zone) => onChange({ keep, timeZone: zone ?? timeZone })}
          />
        </KeepRules>
      )}
      {(keep !== null || schedules.some((schedule) => schedule.keep !== null)) && (
        <KeepCalendar keep={keep} timeZone={timeZone} schedules={schedules} />
      )}
      {plan !== undefined && <KeepPreview plan={plan} keep={keep} timeZone={timeZone} own={own} />}
    </div>
  );
}

/** Zones have several names, of which only one is listed. */
const zonesWith = (zone: string): string[] => [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])].toSorted();
