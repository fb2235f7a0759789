import { Button, TextInput } from '@mantine/core';
import { type ReactElement, useId, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import styles from './exclusion-fields.module.css';
import { whyNot } from './why-not.ts';

/** It would lie behind the bar at the foot of a small window. */
const scrollIntoSight = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

interface AddPatternProps {
  readonly taken: readonly string[];
  readonly onAdd: (pattern: string) => void;
}

const usual = ['node_modules/', '*.tmp', '.cache/'] as const;

/** A pattern is told of its fault where it was typed, and only a sound one gets into the list. */
export function AddPattern({ taken, onAdd }: AddPatternProps): ReactElement {
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const refusedId = useId();
  const wanted = typed.trim();
  const add = () => {
    if (wanted === '') return;
    const reason = whyNot(wanted, taken);
    setRefused(reason);
    if (reason !== null) return;
    onAdd(wanted);
    setTyped('');
  };
  return (
    <>
      <div className={styles.add}>
        <TextInput
          className={styles.input}
          label={t('exclude.pattern')}
          description={t('exclude.pattern.hint')}
          error={refused !== null}
          aria-describedby={refused === null ? undefined : refusedId}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setRefused(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" disabled={wanted === ''} onClick={add}>
          {t('exclude.add')}
        </Button>
      </div>
      {refused !== null && (
        <p id={refusedId} ref={scrollIntoSight} className={styles.refused} role="alert">
          {refused}
        </p>
      )}
      <div className={styles.usual}>
        {usual
          .filter((pattern) => !taken.includes(pattern))
          .map((pattern) => (
            <Button key={pattern} variant="default" onClick={() => onAdd(pattern)}>
              {t('exclude.usual', { pattern })}
            </Button>
          ))}
      </div>
    </>
  );
}
