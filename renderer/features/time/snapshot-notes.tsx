import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatDateTime } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import styles from './snapshot-notes.module.css';

/** What has to be known of a snapshot before one relies on it. */
export function SnapshotNotes({ snapshot }: { readonly snapshot: Snapshot }): ReactElement | null {
  const { available, damaged, kind, keptUntil, pinned, repositoryPath } = snapshot;
  const safety = kind === 'safety';
  if (available && damaged === 0 && !safety) return null;
  return (
    <div className={styles.notes}>
      {!available && <Note tone="warn">{t('time.unavailable', { path: showPath(repositoryPath) })}</Note>}
      {damaged > 0 && (
        <Note tone="warn">
          {t('harm.note', { count: damaged })} <Link to="/activity/verification">{t('verification.see')}</Link>
        </Note>
      )}
      {safety && (
        <Note tone="info">
          {t('time.safety')}{' '}
          {keptUntil !== null && !pinned && t('time.safety.until', { date: formatDateTime(keptUntil) })}
        </Note>
      )}
    </div>
  );
}
