import { ActionIcon, Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Entry, Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { describeError } from '../../app/describe-error.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDateTime } from '../../app/format/format-when.ts';
import { baseName, folderOf } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { ContentPreview } from './content-preview.tsx';
import styles from './entry-panel.module.css';
import type { Versions } from './use-versions.ts';
import { VersionList } from './version-list.tsx';

interface EntryPanelProps {
  readonly snapshot: Snapshot;
  readonly path: string;
  readonly versions: Versions;
  readonly onMoment: (snapshot: string) => void;
  readonly onClose: () => void;
}

/** One file or folder at the chosen moment: what it was, how it looked, and its other versions. */
export function EntryPanel({ snapshot, path, versions, onMoment, onClose }: EntryPanelProps): ReactElement {
  const navigate = useNavigate();
  const { data: entry, error } = useQuery({
    ...api.snapshots.entry.queryOptions({ input: { snapshot: snapshot.id, path } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: damaged } = useQuery({
    ...api.snapshots.damage.queryOptions({ input: { snapshot: snapshot.id, path, limit: 1 } }),
    enabled: snapshot.damaged > 0,
  });
  const damage = snapshot.damaged > 0 ? damaged?.items.find((one) => one.path === path) : undefined;
  useHotkeys([['Escape', onClose]]);
  return (
    <aside className={styles.panel} aria-label={t('entry.label')}>
      <div className={styles.head}>
        <h2 className={styles.name}>
          <PathLabel path={baseName(path)} />
        </h2>
        <ActionIcon variant="subtle" size={32} aria-label={t('entry.close')} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={styles.folder}>
        <PathLabel path={folderOf(path)} quiet />
      </div>
      {entry !== undefined && <Facts entry={entry} />}
      {damage !== undefined && (
        <Note tone="warn">
          {t('harm.entry', { reason: damage.reason })} <Link to="/activity/verification">{t('verification.see')}</Link>
        </Note>
      )}
      {error !== null && (
        <Note tone="info">
          {describeError(error).code === 'path-not-found' ? t('entry.absent') : describeError(error).sentence}
        </Note>
      )}
      <div className={styles.actions}>
        <Button
          variant="default"
          disabled={entry === undefined || !snapshot.available}
          onClick={() => void navigate({ to: '/restore', search: { snapshot: snapshot.id, paths: [path] } })}
        >
          {t(entry?.type === 'folder' ? 'entry.restore-folder' : 'entry.restore')}
        </Button>
      </div>
      <VersionList versions={versions} snapshot={snapshot} onMoment={onMoment} />
      {entry?.type === 'file' && <ContentPreview snapshot={snapshot.id} entry={entry} />}
    </aside>
  );
}

const Facts = ({ entry }: { readonly entry: Entry }): ReactElement => (
  <>
    <p className={styles.facts}>
      {[
        t(`entry.type.${entry.type}`),
        ...(entry.type === 'file' ? [formatBytes(entry.size)] : []),
        t('entry.modified', { time: formatDateTime(entry.modifiedAt) }),
        t('entry.mode', { mode: entry.mode.toString(8).padStart(3, '0') }),
      ].join(' · ')}
    </p>
    {entry.carried && <Note tone="warn">{t('entry.carried')}</Note>}
  </>
);
