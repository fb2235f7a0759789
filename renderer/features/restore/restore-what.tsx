import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Section } from '../../components/section.tsx';
import styles from './restore-what.module.css';

interface RestoreWhatProps {
  readonly snapshot: Snapshot;
  readonly paths: readonly string[];
}

const shownAtMost = 8;

/** What was chosen, and the way back to choose otherwise. */
export function RestoreWhat({ snapshot, paths }: RestoreWhatProps): ReactElement {
  const { files, bytes } = snapshot;
  return (
    <Section
      title={t('restore.what')}
      hint={
        paths.length === 0
          ? t('restore.what.all', { files: t('files', { count: files }), size: formatBytes(bytes) })
          : undefined
      }
      actions={
        <Link
          to="/time"
          search={{ plan: snapshot.planId, snapshot: snapshot.id, path: paths.length === 1 ? paths[0] : undefined }}
        >
          {t('restore.what.change')}
        </Link>
      }
    >
      <ul>
        {paths.slice(0, shownAtMost).map((path) => (
          <li key={path} className={styles.path}>
            <PathLabel path={path} />
          </li>
        ))}
      </ul>
      {paths.length > shownAtMost && (
        <p className={styles.more}>{t('restore.what.more', { count: paths.length - shownAtMost })}</p>
      )}
    </Section>
  );
}
