import type { Dump } from '#shared/domain/database.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';

/** “Could I restore my databases?” in one sentence, of the newest dump of each; what is wrong comes first. */
export function answerDatabases(newest: readonly Pick<Dump, 'damaged' | 'proof'>[]): string {
  const total = newest.length;
  if (total === 0) return t('databases.none');
  const bad = newest.filter(({ damaged, proof }) => damaged || proof?.ok === false).length;
  if (bad > 0) return t('databases.bad', { count: bad, total });
  const unproven = newest.filter(({ proof }) => proof === null).length;
  if (unproven === 0) return t('databases.proven', { count: total });
  return unproven === total
    ? t('databases.unproven', { count: total })
    : t('databases.some', { count: unproven, total });
}

/** 3 databases · 12 MB in dumps · newest dump 12 min ago. `now` in ms since 1970. */
export function detailDatabases(newest: readonly Pick<Dump, 'at' | 'bytes'>[], now: number): string {
  const last = newest
    .map(({ at }) => at)
    .sort()
    .at(-1);
  if (last === undefined) return t('databases.none.next');
  return [
    t('databases', { count: newest.length }),
    t('databases.dumped', { size: formatBytes(newest.reduce((sum, { bytes }) => sum + bytes, 0)) }),
    t('databases.newest', { ago: formatAgo(last, now) }),
  ].join(' · ');
}
