import { Button, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';
import styles from './connection-fields.module.css';

interface PasswordFieldProps {
  /** Undefined: what is kept stays; null: it is forgotten. */
  readonly password: string | null | undefined;
  /** Whether one may be kept from before. */
  readonly known: boolean;
  readonly onChange: (password: string | null | undefined) => void;
}

/** A password can be given and forgotten, never read. */
export function PasswordField({ password, known, onChange }: PasswordFieldProps): ReactElement {
  return (
    <div className={styles.field}>
      <TextInput
        type="password"
        label={t('server.password')}
        description={t(known ? 'server.password.known' : 'server.password.hint')}
        value={password ?? ''}
        autoComplete="new-password"
        onChange={({ currentTarget: { value } }) => onChange(value === '' ? undefined : value)}
      />
      {known && password === undefined && (
        <Button variant="subtle" px={0} onClick={() => onChange(null)}>
          {t('server.password.forget')}
        </Button>
      )}
      {password === null && (
        <p className={styles.kept}>
          {t('server.password.forgotten')}
          <Button variant="subtle" onClick={() => onChange(undefined)}>
            {t('server.password.keep')}
          </Button>
        </p>
      )}
    </div>
  );
}
