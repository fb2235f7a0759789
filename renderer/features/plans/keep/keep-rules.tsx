import { NumberInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { KeepPolicy } from '#shared/domain/retention.ts';
import type { MessageKey } from '../../../app/messages/t.ts';
import { t } from '../../../app/messages/t.ts';
import styles from './keep-fields.module.css';

interface KeepRulesProps {
  readonly keep: KeepPolicy;
  readonly onChange: (keep: KeepPolicy) => void;
  /** What stands beside them. */
  readonly children?: ReactNode;
}

/** The numbers of a policy, one for each of its rules. */
export const KeepRules = ({ keep, onChange, children }: KeepRulesProps): ReactElement => (
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
        onChange={(value) => onChange({ ...keep, [rule]: typeof value === 'number' ? value : 0 })}
      />
    ))}
    {children}
  </div>
);

const ruleFields: readonly (readonly [keyof KeepPolicy, MessageKey & `keep.rule.${string}`])[] = [
  ['last', 'keep.rule.last'],
  ['withinDays', 'keep.rule.within'],
  ['hourly', 'keep.rule.hourly'],
  ['daily', 'keep.rule.daily'],
  ['weekly', 'keep.rule.weekly'],
  ['monthly', 'keep.rule.monthly'],
  ['yearly', 'keep.rule.yearly'],
];
