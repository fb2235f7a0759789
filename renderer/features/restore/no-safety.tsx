import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { Section } from '../../components/section.tsx';
import styles from './source-damaged.module.css';

interface NoSafetyProps {
  readonly onChange: (change: Partial<RestoreSearch>) => void;
  readonly onBack: () => void;
}

/** What a restore can do whose safety copy could not be made. */
export const NoSafety = ({ onChange, onBack }: NoSafetyProps): ReactElement => (
  <Section title={t('restore.next')} hint={t('restore.no-safety.choice')}>
    <div className={styles.actions}>
      <Button variant="default" onClick={() => onChange({})}>
        {t('problem.retry')}
      </Button>
      <Button variant="default" onClick={() => onChange({ safety: false })}>
        {t('restore.no-safety.go')}
      </Button>
      <Button variant="default" onClick={onBack}>
        {t('restore.choose-again')}
      </Button>
    </div>
  </Section>
);
