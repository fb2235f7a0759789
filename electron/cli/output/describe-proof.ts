import type { Proof } from '#shared/domain/database.ts';
import { formatCount, formatTime } from './format.ts';

/** What the newest test restore of a dump found, in a few words. */
export function describeProof(proof: Proof | null): string {
  if (proof === null) return 'not tested';
  const { ok, at, checks } = proof;
  if (ok) return `restored and equal, ${formatTime(at)}`;
  return `test restore failed (${formatCount(checks.total - checks.passed)} of ${formatCount(checks.total)} checks), ${formatTime(at)}`;
}
