import type { ReactElement } from 'react';
import type { RunStep } from '#shared/domain/run.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';
import styles from './run-steps.module.css';

/** What each step took, with its share of the whole as a bar. */
export function RunSteps({ steps }: { readonly steps: readonly RunStep[] }): ReactElement {
  const longest = Math.max(...steps.map(({ durationMs }) => durationMs), 1);
  return (
    <Section title={t('steps.title')}>
      <ol>
        {steps.map(({ phase, durationMs }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a run may take a step twice, and steps never change their places
          <li key={index} className={styles.step}>
            <span className={styles.name}>{t(`phase.${phase}`)}</span>
            <span className={styles.bar} aria-hidden>
              <span className={styles.share} style={{ width: `${(durationMs / longest) * 100}%` }} />
            </span>
            <span className={styles.time}>{formatDuration(durationMs)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
