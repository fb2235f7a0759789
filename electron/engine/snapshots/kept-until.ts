import type { SnapshotRow } from '../catalogue/snapshots-store.ts';

/** Long enough to notice that a restore was a mistake; the journal by which it is undone is kept as long. */
const safetyKeptMs = 30 * 24 * 60 * 60 * 1000;

/** When a safety snapshot is deleted, unless it is pinned; null for a backup. */
export function keptUntil({ kind, completedAt }: Pick<SnapshotRow, 'kind' | 'completedAt'>): string | null {
  return kind === 'safety' ? new Date(Date.parse(completedAt) + safetyKeptMs).toISOString() : null;
}

/** Safety snapshots completed then or before are no longer kept. */
export const expiredBefore = (now: number): string => new Date(now - safetyKeptMs).toISOString();
