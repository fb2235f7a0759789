import { NumberInput, Radio, Select } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { defaultKeep, type KeepPolicy } from '#shared/domain/retention.ts';
import type { Timing } from '#shared/domain/schedule.ts';
import type { MessageKey } from '../../../app/messages/t.ts';
import { t } from '../../../app/messages/t.ts';
import { KeepCalendar } from './keep-calendar.tsx';
import styles from './keep-fields.module.css';
import { KeepPreview } from './keep-preview.tsx';

export interface KeepChoice {
  /** Null: every snapshot is kept. */
  readonly keep: KeepPolicy | null;
  readonly timeZone: string;
}

interface KeepFieldsProps extends KeepChoice {
  /** Id of the plan; absent while it is being made. */
  readonly plan: string | undefined;
  /** When backups are to be made. */
  readonly schedules: readonly Timing[];
  readonly onChange: (choice: KeepChoice) => void;
}

/** How long: everything, or what the tiers keep; drawn on a calendar as it is chosen. */
export function KeepFields({ plan, schedules, keep, timeZone, onChange }: KeepFieldsProps): ReactElement {
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
        <>
          <div className={styles.rules}>
            {ruleFields.map(([rule, label]) => (
              <NumberInput
                key={rule}
                label={t(label)}
                className={styles.rule}
                min={0}
                max={10_000}
                allowDecimal={false}
                clampBehavior="strict"
                value={keep[rule]}
                onChange={(value) => change({ ...keep, [rule]: typeof value === 'number' ? value : 0 })}
              />
            ))}
            <Select
              className={styles.zone}
              label={t('keep.zone')}
              searchable
              allowDeselect={false}
              data={zonesWith(timeZone)}
              value={timeZone}
              onChange={(zone) => onChange({ keep, timeZone: zone ?? timeZone })}
            />
          </div>
          <KeepCalendar keep={keep} timeZone={timeZone} schedules={schedules} />
        </>
      )}
      {plan !== undefined && <KeepPreview plan={plan} keep={keep} timeZone={timeZone} />}
    </div>
  );
}

const ruleFields: readonly (readonly [keyof KeepPolicy, MessageKey & `keep.rule.${string}`])[] = [
  ['last', 'keep.rule.last'],
  ['withinDays', 'keep.rule.within'],
  ['hourly', 'keep.rule.hourly'],
  ['daily', 'keep.rule.daily'],
  ['weekly', 'keep.rule.weekly'],
  ['monthly', 'keep.rule.monthly'],
  ['yearly', 'keep.rule.yearly'],
];

/** Zones have several names, of which only one is listed. */
const zonesWith = (zone: string): string[] => [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])].toSorted();
