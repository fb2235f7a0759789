import type { Dump, Proof } from '#shared/domain/database.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { formatNumber } from '../../app/format/format-number.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';

type Proven = Pick<Dump, 'damaged' | 'proof'>;

/** Whether a dump is known to be restorable, as colour, icon and word. */
export function markOfDump({ damaged, proof }: Proven): Mark {
  if (damaged) return { tone: 'bad', icon: 'cross', word: t('dump.mark.damaged') };
  if (proof === null) return { tone: 'quiet', icon: 'dashed', word: t('dump.mark.unproven') };
  return proof.ok
    ? { tone: 'good', icon: 'check', word: t('dump.mark.proven') }
    : { tone: 'bad', icon: 'cross', word: t('dump.mark.failed') };
}

/** The same in a sentence: proven by restore 2 days ago. `now` in ms since 1970. */
export function describeProof({ damaged, proof }: Proven, now: number): string {
  if (damaged) return t('dump.damaged');
  if (proof === null) return t('dump.unproven');
  return t(proof.ok ? 'dump.proven' : 'dump.failed', { ago: formatAgo(proof.at, now) });
}

/** Where a test restore was made, what it compared, and how long that took. */
export function reportOf({ where, serverVersion, checks, restoreMs, checkMs }: Proof): string {
  return t(`proof.report.${where}`, {
    version: serverVersion,
    passed: formatNumber(checks.passed),
    total: formatNumber(checks.total),
    restore: formatDuration(restoreMs),
    check: formatDuration(checkMs),
  });
}
