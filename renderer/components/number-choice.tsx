import { Checkbox, NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { groupMark } from '../app/format/format-number.ts';
import styles from './number-choice.module.css';

interface NumberChoiceProps {
  readonly label: string;
  /** Of the field alone. */
  readonly name: string;
  readonly suffix: string;
  readonly most: number;
  /** Null: not chosen. */
  readonly value: number | null;
  readonly usual: number;
  /** Of the field, in pixels. */
  readonly width?: number;
  readonly onChange: (value: number | null) => void;
}

/** A number that need not be given: whether there is one, and which. */
export function NumberChoice(props: NumberChoiceProps): ReactElement {
  const { label, name, suffix, most, value, usual, width = 96, onChange } = props;
  return (
    <div className={styles.choice}>
      <Checkbox
        label={label}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usual : null)}
      />
      <NumberInput
        aria-label={name}
        w={width}
        min={1}
        max={most}
        clampBehavior="strict"
        allowDecimal={false}
        thousandSeparator={groupMark}
        suffix={suffix}
        disabled={value === null}
        value={value ?? usual}
        onChange={(next) => typeof next === 'number' && next >= 1 && onChange(next)}
      />
    </div>
  );
}
