import type { KeepReason } from '#shared/domain/retention.ts';
import { t } from '../../../app/messages/t.ts';

/** Why a snapshot stays, in a few words. */
export function reasonWords(reason: KeepReason): string {
  switch (reason.kind) {
    case 'last':
    case 'hourly':
    case 'daily':
    case 'weekly':
    case 'monthly':
    case 'yearly':
      return t(`keep.reason.${reason.kind}`, { number: reason.number, of: reason.of });
    case 'within':
      return t('keep.reason.within', { count: reason.of });
    default:
      return t(`keep.reason.${reason.kind}`);
  }
}
