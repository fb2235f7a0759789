import { TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import styles from './suffix-field.module.css';

interface SuffixFieldProps {
  readonly suffix: string;
  /** Taken where nothing is typed: without one it would lie in place of the original. */
  readonly usual: string;
  readonly onChange: (suffix: string) => void;
}

/** What is added to the name. A slash would lead into another folder. */
export function SuffixField({ suffix, usual, onChange }: SuffixFieldProps): ReactElement {
  const [typed, setTyped] = useState(suffix);
  return (
    <div className={styles.field}>
      <TextInput
        label={t('restore.beside.suffix')}
        value={typed}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const next = event.currentTarget.value.replaceAll('/', '');
          setTyped(next);
          onChange(next.trim() === '' ? usual : next);
        }}
      />
    </div>
  );
}
