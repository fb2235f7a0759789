import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDateTime } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';

/** The numbers of a snapshot in a line. */
export function SnapshotFacts({ snapshot }: { readonly snapshot: Snapshot }): ReactElement {
  const { files, bytes, changes, completedAt, pinned, verifiedAt } = snapshot;
  const facts = [
    formatDateTime(completedAt),
    t('files', { count: files }),
    formatBytes(bytes),
    t('time.changes', { added: changes.added, changed: changes.changed, removed: changes.removed }),
    ...(pinned ? [t('time.pinned')] : []),
    ...(verifiedAt === null ? [] : [t('time.verified')]),
  ];
  return <>{facts.join(' · ')}</>;
}
