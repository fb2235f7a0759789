import type { ReactElement } from 'react';
import type { UnusualDetails } from '#shared/domain/unusual.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Section } from '../../components/section.tsx';
import styles from './unusual.module.css';

/** Where most of it happened. */
export const UnusualFolders = ({ folders }: Pick<UnusualDetails, 'folders'>): ReactElement => (
  <Section title={t('unusual.folders')} hint={t('unusual.folders.hint')}>
    <ul>
      {folders.map(({ path, files }) => (
        <li key={path} className={styles.line}>
          <PathLabel path={path} />
          <span className={styles.end}>{t('files', { count: files })}</span>
        </li>
      ))}
    </ul>
  </Section>
);
