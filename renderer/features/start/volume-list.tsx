import { Radio } from '@mantine/core';
import { IconDeviceSdCard, IconFolder, IconServer } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Volume } from '#shared/domain/repository.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import styles from './volume-list.module.css';

interface VolumeListProps {
  readonly label: string;
  readonly volumes: readonly Volume[];
  readonly folderFor: (volume: Volume) => string;
  /** The chosen folder; empty when none is. */
  readonly path: string;
  readonly onPath: (path: string) => void;
}

/** The drives of the computer, removable ones first, with what is free on them. */
export function VolumeList({ label, volumes, folderFor, path, onPath }: VolumeListProps): ReactElement {
  const sorted = [...volumes].sort((a, b) => Number(b.removable) - Number(a.removable) || b.freeBytes - a.freeBytes);
  const own = path !== '' && !volumes.some((volume) => folderFor(volume) === path);
  return (
    <Radio.Group aria-label={label} value={path} onChange={onPath}>
      {sorted.map((volume) => (
        <div key={volume.mountPoint} className={styles.volume}>
          <Radio
            value={folderFor(volume)}
            disabled={!volume.writable}
            label={
              <span className={styles.label}>
                {volume.removable ? <IconDeviceSdCard size={16} aria-hidden /> : <IconServer size={16} aria-hidden />}
                {nameOf(volume)}
              </span>
            }
            description={describe(volume)}
          />
          <span className={styles.folder}>
            <PathLabel path={folderFor(volume)} quiet />
          </span>
        </div>
      ))}
      {own && (
        <div className={styles.volume}>
          <Radio
            value={path}
            label={
              <span className={styles.label}>
                <IconFolder size={16} aria-hidden />
                <PathLabel path={path} />
              </span>
            }
          />
        </div>
      )}
    </Radio.Group>
  );
}

const nameOf = ({ label, mountPoint }: Volume): string =>
  mountPoint === '/' ? t('volume.system') : showPath(label === '' ? mountPoint : label);

const describe = ({ freeBytes, totalBytes, fileSystem, writable }: Volume): string =>
  [
    t('volume.free', { free: formatBytes(freeBytes), total: formatBytes(totalBytes) }),
    fileSystem,
    ...(writable ? [] : [t('volume.read-only')]),
  ].join(' · ');
