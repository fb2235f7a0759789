import { TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { Connection } from '#shared/domain/database.ts';
import { parseDatabaseUri } from '#shared/domain/database-uri.ts';
import { t } from '../../app/messages/t.ts';
import styles from './uri-field.module.css';

interface UriFieldProps {
  readonly onUri: (connection: Connection, password: string | null, database: string | null) => void;
}

/** Takes a URI apart into the fields and forgets it: it may hold a password, which should not stay in sight. */
export function UriField({ onUri }: UriFieldProps): ReactElement {
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<'filled' | 'faulty' | null>(null);
  const take = (text: string): boolean => {
    const uri = parseDatabaseUri(text);
    setState(uri === null ? 'faulty' : 'filled');
    if (uri === null) return false;
    setTyped('');
    onUri(uri.connection, uri.password, uri.database);
    return true;
  };
  return (
    <>
      <TextInput
        className={styles.uri}
        label={t('server.uri')}
        description={t('server.uri.hint')}
        placeholder="postgresql://ada@db.example:5432/shop"
        error={state === 'faulty' ? t('server.uri.faulty') : undefined}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setState(null);
        }}
        onPaste={(event) => {
          if (typed === '' && take(event.clipboardData.getData('text'))) event.preventDefault();
        }}
        onBlur={() => typed.trim() !== '' && take(typed)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || typed.trim() === '') return;
          event.preventDefault();
          take(typed);
        }}
      />
      <p className={styles.filled} role="status">
        {state === 'filled' && t('server.uri.filled')}
      </p>
    </>
  );
}
