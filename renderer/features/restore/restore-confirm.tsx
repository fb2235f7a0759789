import { Button, TextInput } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { phraseWanted } from '../../app/describe-error.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { changesOf, lacksSpace, touchedBy } from './describe-dry-run.ts';
import styles from './restore-confirm.module.css';

interface RestoreConfirmProps {
  readonly preview: RestorePreview;
  /** The verb on the button. */
  readonly label: string;
  /** Whether what is replaced or deleted is kept. */
  readonly safety: boolean;
  /** Something has to be chosen first. */
  readonly blocked?: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onStart: (confirm: string | undefined) => void;
  /** What else has to be decided here. */
  readonly children?: ReactNode;
}

/** The last step before anything is written. Where something newer or whole files would go, a phrase has to be typed. */
export function RestoreConfirm(props: RestoreConfirmProps): ReactElement | null {
  const { preview, label, safety, blocked = false, pending, error, onStart, children } = props;
  const [typed, setTyped] = useState('');
  const wanted = phraseWanted(error);
  const phrase = wanted?.phrase ?? preview.phrase;
  const consequence = wanted?.consequence || preview.consequence;
  if (preview.complete && changesOf(preview) === 0) return null;
  const possible = preview.complete && !blocked && !lacksSpace(preview);
  return (
    <Section title={t('confirm.title')} hint={hintOf(preview, safety)}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (possible && (phrase === null || typed === phrase)) onStart(phrase === null ? undefined : typed);
        }}
      >
        {preview.complete && consequence && <Note tone="warn">{consequence}</Note>}
        {children}
        {preview.complete && phrase !== null && (
          <TextInput
            className={styles.phrase}
            label={t('confirm.type', { phrase })}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error !== null && wanted === undefined && <Problem error={error} />}
        <div>
          <Button type="submit" loading={pending} disabled={!possible || (phrase !== null && typed !== phrase)}>
            {label}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function hintOf(preview: RestorePreview, safety: boolean): string | undefined {
  if (!preview.complete) return t('confirm.wait');
  if (touchedBy(preview) === 0) return t('confirm.created-only');
  return safety ? t('confirm.safety', { size: formatBytes(preview.safetyBytes) }) : undefined;
}
