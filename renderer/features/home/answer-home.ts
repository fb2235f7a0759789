import type { PlanStatus } from '#shared/domain/plan.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { unfinishedTry } from './unfinished-try.ts';

/** “Am I safe?” in one sentence: what is wrong comes first, the worst before the lesser. */
export function answerHome(plans: readonly PlanStatus[]): string {
  const count = (...states: readonly PlanStatus['state'][]) =>
    plans.filter(({ state }) => states.includes(state)).length;
  const unusual = plans.filter((status) => status.unusual !== null).length;
  if (unusual > 0) return t('home.unusual', { count: unusual });
  const overdue = count('overdue');
  const bad = count('failed', 'late') + overdue;
  if (overdue > 0 && overdue === bad) return t('home.overdue', { count: overdue });
  if (bad > 0) return bad === plans.length && bad > 1 ? t('home.all-bad') : t('home.bad', { count: bad });
  const unavailable = count('unavailable');
  if (unavailable > 0) return t('home.unavailable', { count: unavailable });
  const never = count('never');
  if (never > 0) return t('home.never', { count: never });
  const damaged = plans.reduce((sum, { damagedSnapshots }) => sum + damagedSnapshots, 0);
  if (damaged > 0) return t('home.damaged', { count: damaged });
  const unrestorable = plans.reduce((sum, { dumps }) => sum + (dumps?.failed ?? 0), 0);
  if (unrestorable > 0) return t('home.proof-failed', { count: unrestorable });
  const aging = count('aging');
  if (aging > 0) return t('home.aging', { count: aging });
  if (plans.some(({ lastGoodAt }) => lastGoodAt === null)) return t('home.first-running');
  const unfinished = plans.filter((status) => unfinishedTry(status) !== undefined).length;
  if (unfinished > 0) return t('home.unfinished', { count: unfinished });
  const warnings = plans.reduce((sum, { lastWarnings }) => sum + lastWarnings, 0);
  return warnings > 0 ? t('home.warnings', { count: warnings }) : t('home.good');
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
