import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';

type Checked = Pick<Snapshot, 'damaged' | 'verifiedAt'>;

/** “Is what I have whole?” in one sentence; damage comes first. `now` in ms since 1970. */
export function answerVerification(snapshots: readonly Checked[], now: number): string {
  const total = snapshots.length;
  if (total === 0) return t('verification.none');
  const damaged = snapshots.filter((snapshot) => snapshot.damaged > 0).length;
  if (damaged > 0)
    return total === 1 ? t('verification.damaged-only') : t('verification.damaged', { count: damaged, total });
  const [oldest, ...others] = checksOf(snapshots);
  if (oldest === undefined) return t('verification.never');
  const unchecked = total - others.length - 1;
  if (unchecked > 0) return t('verification.some', { count: unchecked, total });
  return t('verification.whole', { count: total, ago: formatAgo(oldest, now) });
}

/** When snapshots were last checked and found whole, the oldest first. */
export const checksOf = (snapshots: readonly Pick<Snapshot, 'verifiedAt'>[]): readonly string[] =>
  snapshots.flatMap(({ verifiedAt }) => verifiedAt ?? []).sort();
