import { Progress as Bar } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Progress, RunDetail } from '#shared/domain/run.ts';
import { shareDone } from '#shared/share-done.ts';
import { formatPercent } from '../../app/format/format-number.ts';
import { t } from '../../app/messages/t.ts';
import { describeProgress } from './describe-progress.ts';
import { markOfOutcome } from './describe-run.ts';
import styles from './progress-line.module.css';

interface ProgressLineProps {
  readonly progress: Progress | undefined;
  /** The run as it ended, until the page has heard of it by other ways. */
  readonly ended?: RunDetail;
  readonly label: string;
}

/** A bar and a line of words, of fixed height: numbers change, nothing moves. */
export function ProgressLine({ progress, ended, label }: ProgressLineProps): ReactElement {
  const share = ended === undefined ? progress && shareDone(progress) : 1;
  const words = wordsOf(progress, ended);
  return (
    <div className={styles.progress}>
      <Bar.Root size={4} aria-hidden>
        <Bar.Section
          value={share === undefined ? 100 : share * 100}
          animated={share === undefined}
          striped={share === undefined}
        />
      </Bar.Root>
      <div
        className={styles.words}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.floor(share * 100)}
        aria-valuetext={words}
      >
        <span className={styles.sentence} title={words}>
          {words}
        </span>
        <span className={styles.share}>{share === undefined ? '' : formatPercent(share)}</span>
      </div>
    </div>
  );
}

function wordsOf(progress: Progress | undefined, ended: RunDetail | undefined): string {
  if (ended !== undefined) return markOfOutcome(ended.outcome).word;
  return progress === undefined ? t('progress.starting') : describeProgress(progress);
}
