import { Button, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { phraseWanted } from '../../app/describe-error.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import styles from './restore-confirm.module.css';

interface RestoreConfirmProps {
  readonly preview: RestorePreview;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onStart: (confirm: string | undefined) => void;
}

/** The last step before anything is written. Where something newer or whole files would go, a phrase has to be typed. */
export function RestoreConfirm({ preview, pending, error, onStart }: RestoreConfirmProps): ReactElement | null {
  const [typed, setTyped] = useState('');
  const phrase = phraseWanted(error)?.phrase ?? preview.phrase;
  const nothing = preview.create.entries + preview.overwrite.entries + preview.delete.entries === 0;
  if (nothing) return null;
  return (
    <Section title={t('confirm.title')} hint={phrase === null ? t('confirm.safe') : t('confirm.destructive')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onStart(phrase === null ? undefined : typed);
        }}
      >
        {phrase !== null && (
          <TextInput
            label={t('confirm.type', { phrase })}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error !== null && phraseWanted(error) === undefined && <Problem error={error} />}
        <div>
          <Button type="submit" loading={pending} disabled={phrase !== null && typed !== phrase}>
            {t('restore.go')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
