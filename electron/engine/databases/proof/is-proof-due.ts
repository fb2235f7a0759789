import type { DatabaseSource } from '#shared/domain/database.ts';

/** How the dumps of a server stand. Times in ms. */
export interface ProvableSource {
  readonly way: DatabaseSource['testRestore'];
  /** The newest good dump of each of its databases, and whether that has been tested. */
  readonly newest: readonly { readonly at: number; readonly tested: boolean }[];
  /** The newest test restore of any of its dumps. */
  readonly lastProof: { readonly at: number; readonly ok: boolean } | null;
  /** When a test restore of its plan was last begun, whatever came of it. */
  readonly lastTry: number | null;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Whether the newest dumps of a server are to be tested now: weekly, a day after one that failed, or each new one. What
 * could not be tested (no room, no programs) is tried again after a day. Pure.
 */
export function isProofDue({ way, newest, lastProof, lastTry }: ProvableSource, now: number): boolean {
  const untested = newest.filter(({ tested }) => !tested);
  if (way === 'never' || untested.length === 0) return false;
  const newestAt = Math.max(...untested.map(({ at }) => at));
  if (way === 'after-each-backup') return lastTry === null || lastTry < newestAt || now - lastTry >= day;
  if (lastTry !== null && now - lastTry < day) return false;
  return lastProof === null || now - lastProof.at >= (lastProof.ok ? 7 * day : day);
}
