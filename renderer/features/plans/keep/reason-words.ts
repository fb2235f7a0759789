import type { KeepReason, RetentionPreview } from '#shared/domain/retention.ts';
import { t } from '../../../app/messages/t.ts';

/** Why a snapshot stays, in a few words; `schedules` are those with a policy of their own. */
export function reasonWords(reason: KeepReason, schedules: RetentionPreview['schedules'] = []): string {
  const schedule = schedules.find(({ scheduleId }) => scheduleId === reason.scheduleId);
  const words = ruleWords(reason);
  return schedule === undefined ? words : t('keep.reason.own', { reason: words, schedule: schedule.words });
}

function ruleWords(reason: KeepReason): string {
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
