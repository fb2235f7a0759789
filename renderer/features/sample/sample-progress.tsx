import { Progress as Bar } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SampleStatus } from '#shared/domain/sample.ts';
import { t } from '../../app/messages/t.ts';
import styles from '../runs/progress-line.module.css';
import { stepOfSample } from './words-of-sample.ts';

/** How far the making of sample data is: a bar and a line of words. */
export function SampleProgress({ status }: { readonly status: SampleStatus }): ReactElement {
  const { done, total } = status;
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  const words = stepOfSample(status);
  return (
    <div className={styles.progress}>
      <Bar.Root size={4} aria-hidden>
        <Bar.Section value={percent} />
      </Bar.Root>
      <div
        className={styles.words}
        role="progressbar"
        aria-label={t('sample.making')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words}
      >
        <span className={styles.sentence} title={words}>
          {words}
        </span>
      </div>
    </div>
  );
}
