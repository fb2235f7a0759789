import { answerPlans } from '#shared/answer-plans.ts';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';

/** “Am I safe?” in one sentence: what is wrong comes first, the worst before the lesser. */
export function answerHome(plans: readonly PlanStatus[]): string {
  const { kind, count } = answerPlans(plans);
  return kind === 'none' ? t('start.title') : t(`home.${kind}`, { count });
}

/** 3 plans · 12,345 files · 4.2 GB · newest copy 12 min ago */
export function detailHome(plans: readonly PlanStatus[], now: number): string {
  const total = (read: (status: PlanStatus) => number) => plans.reduce((sum, status) => sum + read(status), 0);
  const newest =
    plans
      .map(({ lastGoodAt }) => lastGoodAt ?? '')
      .sort()
      .at(-1) ?? '';
  return [
    t('plans', { count: plans.length }),
    ...(plans.some(({ snapshots }) => snapshots > 0)
      ? [...contentsOf(total), formatBytes(total(({ bytes, dumps }) => bytes + (dumps?.bytes ?? 0)))]
      : []),
    ...(newest === '' ? [] : [t('home.newest', { ago: formatAgo(newest, now) })]),
  ].join(' · ');
}

/** What the newest copies hold: files, databases, or both. */
function contentsOf(total: (read: (status: PlanStatus) => number) => number): readonly string[] {
  const files = total((status) => status.files);
  const databases = total(({ dumps }) => dumps?.databases ?? 0);
  return [
    ...(files > 0 || databases === 0 ? [t('files', { count: files })] : []),
    ...(databases > 0 ? [t('databases', { count: databases })] : []),
  ];
}
