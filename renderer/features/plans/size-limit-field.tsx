import { Checkbox, NumberInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { groupMark } from '../../app/format/format-number.ts';
import { t } from '../../app/messages/t.ts';
import styles from './size-limit-field.module.css';

interface SizeLimitFieldProps {
  /** Null: no limit. */
  readonly bytes: number | null;
  readonly onChange: (bytes: number | null) => void;
}

const megabyte = 1_000_000;
const usualMegabytes = 1000;

/** Leaves out files above a size, given in MB. */
export function SizeLimitField({ bytes, onChange }: SizeLimitFieldProps): ReactElement {
  const [megabytes, setMegabytes] = useState(bytes === null ? usualMegabytes : bytes / megabyte);
  return (
    <div className={styles.field}>
      <Checkbox
        label={t('exclude.larger')}
        checked={bytes !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? Math.round(megabytes * megabyte) : null)}
      />
      <NumberInput
        aria-label={t('exclude.larger.size')}
        w={112}
        min={1}
        suffix=" MB"
        thousandSeparator={groupMark}
        disabled={bytes === null}
        value={megabytes}
        onChange={(value) => {
          if (typeof value !== 'number' || value <= 0) return;
          setMegabytes(value);
          onChange(Math.round(value * megabyte));
        }}
      />
    </div>
  );
}
