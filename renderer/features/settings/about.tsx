import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { NewVersion } from '#shared/domain/new-version.ts';
import { api } from '../../api/queries.ts';
import { formatDateTime } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Facts } from '../../components/facts.tsx';
import { Section } from '../../components/section.tsx';
import styles from './about.module.css';

/** Which Holdfast this is and where it keeps its things. */
export function About(): ReactElement {
  const { data: status } = useQuery(api.system.status.queryOptions());
  const { data: found } = useQuery(api.system.newVersion.queryOptions());
  return (
    <Section title={t('about.title')} hint={t('about.hint')}>
      <div className={styles.facts}>
        <Facts
          facts={[
            [t('about.version'), status?.version],
            found === undefined || found.feed === null ? undefined : [t('about.newest'), newestOf(found)],
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

/** Its page is shown, never opened: nothing of the network comes into the window. */
function newestOf({ newest, newer, problem, askedAt }: NewVersion): string {
  if (newest !== null && newer) {
    const { version, page } = newest;
    return page === null ? t('about.newest.there', { version }) : t('about.newest.page', { version, page });
  }
  if (problem !== null) return t('about.newest.problem', { problem });
  return askedAt === null ? t('about.newest.soon') : t('about.newest.this', { when: formatDateTime(askedAt) });
}
