import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';
import styles from './about.module.css';

/** Which Holdfast this is and where it keeps its things. */
export function About(): ReactElement {
  const { data: status } = useQuery(api.system.status.queryOptions());
  return (
    <Section title={t('about.title')} hint={t('about.hint')}>
      <dl className={styles.facts}>
        <dt>{t('about.version')}</dt>
        <dd>{status?.version}</dd>
        <dt>{t('about.home')}</dt>
        <dd>{status && showPath(status.home)}</dd>
        <dt>{t('about.owner')}</dt>
        <dd>{status && t('about.owner.is', { owner: t(`about.owner.${status.owner}`), pid: String(status.pid) })}</dd>
      </dl>
    </Section>
  );
}
