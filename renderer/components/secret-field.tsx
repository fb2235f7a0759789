import { Button, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import styles from './secret-field.module.css';

export interface SecretWords {
  readonly label: string;
  readonly hint: string;
  readonly forget: string;
  readonly forgotten: string;
  readonly keep: string;
}

interface SecretFieldProps {
  readonly words: SecretWords;
  /** Undefined: what is kept stays; null: it is forgotten. */
  readonly secret: string | null | undefined;
  /** Whether one may be kept from before, and may be forgotten. */
  readonly known: boolean;
  readonly onChange: (secret: string | null | undefined) => void;
}

/** What is secret can be given and forgotten, never read. */
export function SecretField({ words, secret, known, onChange }: SecretFieldProps): ReactElement {
  return (
    <div className={styles.field}>
      <TextInput
        type="password"
        label={words.label}
        description={words.hint}
        value={secret ?? ''}
        autoComplete="new-password"
        onChange={({ currentTarget: { value } }) => onChange(value === '' ? undefined : value)}
      />
      {known && secret === undefined && (
        <Button variant="subtle" px={0} onClick={() => onChange(null)}>
          {words.forget}
        </Button>
      )}
      {secret === null && (
        <p className={styles.kept}>
          {words.forgotten}
          <Button variant="subtle" onClick={() => onChange(undefined)}>
            {words.keep}
          </Button>
        </p>
      )}
    </div>
  );
}
