import type { RestorePreview } from '#shared/domain/restore.ts';

/** What a restore's dry run promised, for the audit trail, and whether its phrase was asked for and typed. */
export function plannedRestore({ id: _, snapshotId: __, phrase, ...planned }: RestorePreview): Record<string, unknown> {
  return { ...planned, confirmed: phrase !== null };
}
