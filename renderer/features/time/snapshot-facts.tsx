import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDateTime } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';

interface SnapshotFactsProps {
  readonly snapshot: Snapshot;
  /** Which of its plan's repositories holds it; undefined where there is one. */
  readonly place: string | undefined;
}

/** The numbers of a snapshot in a line. */
export function SnapshotFacts({ snapshot, place }: SnapshotFactsProps): ReactElement {
  const {
    kind,
    hasFiles,
    files,
    bytes,
    dumps,
    dumpBytes,
    changes,
    completedAt,
    damaged,
    pinned,
    verifiedAt,
    expiresAt,
  } = snapshot;
  const facts = [
    formatDateTime(completedAt),
    ...(place === undefined ? [] : [t('time.place', { path: showPath(place) })]),
    ...(kind === 'safety' ? [t('time.safety.copy')] : []),
    ...(hasFiles ? [t('files', { count: files }), formatBytes(bytes)] : []),
    ...(dumps > 0 ? [t('time.dumps', { count: dumps, size: formatBytes(dumpBytes) })] : []),
    ...(changes.added > 0 ? [t('time.added', { count: changes.added })] : []),
    ...(changes.changed > 0 ? [t('time.changed', { count: changes.changed })] : []),
    ...(changes.removed > 0 ? [t('time.removed', { count: changes.removed })] : []),
    ...(kind === 'backup' && expiresAt !== null ? [t('time.expires', { date: formatDateTime(expiresAt) })] : []),
    ...(pinned ? [t('time.pinned')] : []),
    ...(damaged > 0 ? [t('harm.fact', { count: damaged })] : []),
    ...(verifiedAt === null || damaged > 0 ? [] : [t('time.verified')]),
  ];
  return <>{facts.join(' · ')}</>;
}
