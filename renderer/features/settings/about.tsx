import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Facts } from '../../components/facts.tsx';
import { Section } from '../../components/section.tsx';
import styles from './about.module.css';

/** Which Holdfast this is and where it keeps its things. */
export function About(): ReactElement {
  const { data: status } = useQuery(api.system.status.queryOptions());
  return (
    <Section title={t('about.title')} hint={t('about.hint')}>
      <div className={styles.facts}>
        <Facts
          facts={[
            [t('about.version'), status?.version],
            [t('about.home'), status && showPath(status.home)],
            [
              t('about.owner'),
              status && t('about.owner.is', { owner: t(`about.owner.${status.owner}`), pid: String(status.pid) }),
            ],
          ]}
        />
      </div>
    </Section>
  );
}
