import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Volume } from '#shared/domain/repository.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { FolderChooser } from '../../components/folder-chooser/folder-chooser.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './volume-chooser.module.css';
import { VolumeList } from './volume-list.tsx';

interface VolumeChooserProps {
  readonly label: string;
  readonly submitLabel: string;
  /** Folder that a volume stands for. */
  readonly folderFor: (volume: Volume) => string;
  readonly pending: boolean;
  readonly onChoose: (path: string) => void;
  readonly onCancel: () => void;
}

/** A place on a drive: one of the volumes, or a folder of one's own choice. */
export function VolumeChooser({
  label,
  submitLabel,
  folderFor,
  pending,
  onChoose,
  onCancel,
}: VolumeChooserProps): ReactElement {
  const { data: volumes, error, refetch } = useQuery({ ...api.system.volumes.queryOptions(), staleTime: 0 });
  const [path, setPath] = useState('');
  const [choosing, setChoosing] = useState(false);
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (volumes === undefined) return <WaitingRows count={2} height={48} />;
  if (choosing) {
    return (
      <FolderChooser
        label={label}
        start={path === '' ? '/' : path}
        mayBeNew
        chooseLabel={t('where.use-folder')}
        onCancel={() => setChoosing(false)}
        onChoose={(chosen) => {
          setPath(chosen);
          setChoosing(false);
        }}
      />
    );
  }
  return (
    <div className={styles.chooser}>
      <VolumeList label={label} volumes={volumes} folderFor={folderFor} path={path} onPath={setPath} />
      <div className={styles.actions}>
        <Button variant="default" loading={pending} disabled={path === ''} onClick={() => onChoose(path)}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={() => setChoosing(true)}>
          {t('where.other-folder')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
