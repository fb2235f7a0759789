import type { RestorePreview } from '#shared/domain/restore.ts';

/** What a restore's dry run promised, for the audit trail, and whether its phrase was asked for and typed. */
export function plannedRestore(preview: RestorePreview): Record<string, unknown> {
  const { totals, keep, keptNewer, consequence, phrase } = preview;
  return { totals, keep, keptNewer, consequence, confirmed: phrase !== null };
}
