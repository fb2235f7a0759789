import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { describeError } from '../app/describe-error.ts';
import { t } from '../app/messages/t.ts';
import styles from './problem.module.css';

interface ProblemProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** A next step that this place offers besides trying again. */
  readonly action?: ReactNode;
}

/** A failure where it happened: the sentence says what happened and what to do, the code is for the curious. */
export function Problem({ error, onRetry, action }: ProblemProps): ReactElement {
  const { sentence, code } = describeError(error);
  return (
    <div className={styles.problem} role="alert">
      <IconAlertTriangle size={16} stroke={2} aria-hidden />
      <div className={styles.words}>
        <p>{sentence}</p>
        <p className={styles.code}>{t('problem.code', { code })}</p>
      </div>
      {action}
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </div>
  );
}
