import type { RestoreRequest } from '#shared/domain/restore.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatMoment } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';

/** What a restore takes from which moment, and where it puts it. `now` in ms since 1970. */
export function whatAndWhere(
  { planName, completedAt }: Pick<Snapshot, 'planName' | 'completedAt'>,
  { paths, to, suffix }: Pick<RestoreRequest, 'paths' | 'to' | 'suffix'>,
  now: number,
): string {
  const known = { plan: planName, time: formatMoment(completedAt, now), where: whereTo(to, suffix) };
  const [first] = paths;
  if (first === undefined) return t('restore.done.all', known);
  if (paths.length > 1) return t('restore.done.some', { ...known, count: paths.length });
  return t('restore.done.one', { ...known, path: showPath(first) });
}

function whereTo(to: string | null, suffix: string | null): string {
  if (to !== null) return t('restore.done.elsewhere', { path: showPath(to) });
  return t(suffix === null ? 'restore.done.in-place' : 'restore.done.beside');
}
