import { Button, TextInput } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { phraseWanted } from '../../app/describe-error.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import styles from './confirm-form.module.css';

interface ConfirmFormProps {
  readonly hint: string | undefined;
  /** The dry run is whole, so that what it asks for can be asked. */
  readonly complete: boolean;
  /** Phrase that has to be typed, and what is lost; null where nothing is. */
  readonly phrase: string | null;
  readonly consequence: string | null;
  /** Nothing stands in its way but the phrase. */
  readonly possible: boolean;
  /** The verb on the button. */
  readonly label: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onStart: (confirm: string | undefined) => void;
  /** What else has to be decided here. */
  readonly children?: ReactNode;
}

/** The last step before anything is written: what is lost, the phrase where one is wanted, and the button. */
export function ConfirmForm(props: ConfirmFormProps): ReactElement {
  const { hint, complete, possible, label, pending, error, onStart, children } = props;
  const [typed, setTyped] = useState('');
  const wanted = phraseWanted(error);
  const phrase = wanted?.phrase ?? props.phrase;
  const consequence = wanted?.consequence || (props.consequence && said(props.consequence));
  return (
    <Section title={t('confirm.title')} hint={hint}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (possible && (phrase === null || typed === phrase)) onStart(phrase === null ? undefined : typed);
        }}
      >
        {complete && consequence && <Note tone="warn">{consequence}</Note>}
        {children}
        {complete && phrase !== null && (
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
