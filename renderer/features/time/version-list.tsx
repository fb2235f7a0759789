import type { ReactElement } from 'react';
import type { Snapshot, Version } from '#shared/domain/snapshot.ts';
import { describeError } from '../../app/describe-error.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDateTime, formatExact } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import type { Versions } from './use-versions.ts';
import styles from './version-list.module.css';

interface VersionListProps {
  readonly versions: Versions;
  readonly snapshot: Snapshot;
  readonly onMoment: (snapshot: string) => void;
}

/** The history of a file: each version with the moment from which it was so. The ruler marks the same moments. */
export function VersionList({ versions: { list, error }, snapshot, onMoment }: VersionListProps): ReactElement {
  return (
    <section aria-label={t('history.label')}>
      <h3>{list === undefined ? t('history.label') : t('history.count', { count: list.length })}</h3>
      {error !== null && error !== undefined && <p className={styles.quiet}>{describeError(error).sentence}</p>}
      <ul className={styles.list}>
        {list?.map((version) => (
          <li key={version.firstSnapshot.id}>
            <VersionRow version={version} held={holds(version, snapshot)} onMoment={onMoment} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const holds = ({ firstSnapshot, lastSnapshot }: Version, { completedAt }: Snapshot): boolean =>
  firstSnapshot.at <= completedAt && completedAt <= lastSnapshot.at;

interface VersionRowProps {
  readonly version: Version;
  readonly held: boolean;
  readonly onMoment: (snapshot: string) => void;
}

function VersionRow({ version, held, onMoment }: VersionRowProps): ReactElement {
  const { firstSnapshot, type, size, current } = version;
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={held || undefined}
      title={formatExact(firstSnapshot.at)}
      onClick={() => onMoment(firstSnapshot.id)}
    >
      <span className={styles.when}>{formatDateTime(firstSnapshot.at)}</span>
      <span className={styles.quiet}>{current ? t('history.current') : ''}</span>
      <span className={styles.size}>{type === 'file' ? formatBytes(size) : ''}</span>
    </button>
  );
}
