import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import styles from './storage.module.css';

/** Repositories whose drives are getting full, with the way to what can be done; nothing where there is room. */
export function LowSpaceNote(): ReactElement | null {
  const { data } = useQuery(api.storage.get.queryOptions());
  const low = data?.repositories.filter((entry) => entry.low !== null) ?? [];
  if (low.length === 0) return null;
  return (
    <div className={styles.low}>
      <Note tone="warn">
        {low.map(({ repository, freeBytes }) => (
          <p key={repository.id}>
            {t('storage.low.of', { path: showPath(repository.path), free: formatBytes(freeBytes ?? 0) })}
          </p>
        ))}
        <Link to="/settings/repositories">{t('storage.low.see')}</Link>
      </Note>
    </div>
  );
}
