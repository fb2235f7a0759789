import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Entry, Snapshot } from '#shared/domain/snapshot.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import styles from './entry-actions.module.css';
import { useOpenVersion } from './use-open-version.ts';

interface EntryActionsProps {
  readonly snapshot: Snapshot;
  readonly path: string;
  /** Undefined while it is read, and where this snapshot does not hold it. */
  readonly entry: Entry | undefined;
  /** The two moments that are compared, if any are. */
  readonly compared: readonly [older: Snapshot, newer: Snapshot] | undefined;
}

/** What can be done with an entry: bring it back; a file also compare or open, a folder fill with what is missing. */
export function EntryActions({ snapshot, path, entry, compared }: EntryActionsProps): ReactElement {
  const navigate = useNavigate();
  const { open, pending, done, error } = useOpenVersion(snapshot.id, path);
  const disabled = entry === undefined || !snapshot.available;
  const restore = (missing?: true) =>
    void navigate({ to: '/restore', search: { snapshot: snapshot.id, paths: [path], missing } });
  const sides =
    compared === undefined ? { from: snapshot.id, to: 'now' } : { from: compared[0].id, to: compared[1].id };
  return (
    <>
      <div className={styles.actions}>
        <Button variant="default" disabled={disabled} onClick={() => restore()}>
          {t(entry?.type === 'folder' ? 'entry.restore-folder' : 'entry.restore')}
        </Button>
        {entry?.type === 'folder' ? (
          <Button
            variant="default"
            disabled={disabled}
            title={t('entry.bring-back.hint')}
            onClick={() => restore(true)}
          >
            {t('entry.bring-back')}
          </Button>
        ) : (
          <>
            <Button
              variant="default"
              disabled={disabled || entry?.type !== 'file'}
              onClick={() => void navigate({ to: '/compare', search: { path, ...sides } })}
            >
              {t(compared === undefined ? 'entry.compare' : 'entry.compare-changes')}
            </Button>
            <Button
              variant="default"
              disabled={disabled || entry?.type !== 'file'}
              loading={pending}
              title={t('entry.open.hint')}
              onClick={open}
            >
              {t('entry.open')}
            </Button>
          </>
        )}
      </div>
      {error !== null && <Problem error={error} />}
      {done && (
        <p className={styles.done} role="status">
          {t('entry.opened')}
        </p>
      )}
    </>
  );
}
