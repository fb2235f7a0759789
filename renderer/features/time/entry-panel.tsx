import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
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
import { DeletedList } from './deleted-list.tsx';
import { EntryActions } from './entry-actions.tsx';
import { EntryDamage } from './entry-damage.tsx';
import styles from './entry-panel.module.css';
import type { Versions } from './use-versions.ts';
import { VersionList } from './version-list.tsx';

interface EntryPanelProps {
  readonly snapshot: Snapshot;
  readonly path: string;
  readonly versions: Versions;
  /** Ids of the snapshots that hold damage. */
  readonly damaged: ReadonlySet<string>;
  /** The two moments that are compared, if any are. */
  readonly compared: readonly [older: Snapshot, newer: Snapshot] | undefined;
  readonly onMoment: (snapshot: string) => void;
  readonly onClose: () => void;
}

/** One file or folder at the chosen moment: what it was, how it looked, and its other versions. */
export function EntryPanel(props: EntryPanelProps): ReactElement {
  const { snapshot, path, versions, damaged, compared, onMoment, onClose } = props;
  const { data: entry, error } = useQuery({
    ...api.snapshots.entry.queryOptions({ input: { snapshot: snapshot.id, path } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
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
      <EntryDamage snapshot={snapshot} path={path} />
      {error !== null && (
        <Note tone="info">
          {describeError(error).code === 'path-not-found' ? t('entry.absent') : describeError(error).sentence}
        </Note>
      )}
      <EntryActions key={`${snapshot.id}:${path}`} snapshot={snapshot} path={path} entry={entry} compared={compared} />
      {entry?.type === 'folder' ? (
        <DeletedList plan={snapshot.planId} path={path} />
      ) : (
        <VersionList versions={versions} snapshot={snapshot} damaged={damaged} onMoment={onMoment} />
      )}
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
