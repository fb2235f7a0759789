import type { Snapshot } from '#shared/domain/snapshot.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';

/** What is known of snapshots' contents, as colour, icon and word. */
export function markOfSnapshots(snapshots: readonly Pick<Snapshot, 'damaged' | 'verifiedAt'>[]): Mark {
  if (snapshots.some(({ damaged }) => damaged > 0)) {
    return { tone: 'bad', icon: 'cross', word: t('verification.mark.damaged') };
  }
  const checked = snapshots.filter(({ verifiedAt }) => verifiedAt !== null).length;
  if (checked === 0) return { tone: 'quiet', icon: 'dashed', word: t('verification.mark.unchecked') };
  return checked === snapshots.length
    ? { tone: 'good', icon: 'check', word: t('verification.mark.whole') }
    : { tone: 'quiet', icon: 'clock', word: t('verification.mark.partly') };
}
