import { useQuery } from '@tanstack/react-query';
import type { RestorePreview } from '#shared/domain/restore.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { touchedBy } from './describe-dry-run.ts';

/** `read-only`: none can be made. `full`: it may not fit; how much is really needed shows when it is made. */
export type LackOfSafety = 'read-only' | 'full';

/** Why a safety copy of what would be touched can't be made; null when nothing is in its way, or none is needed. */
export function useLackOfSafety(
  { repositoryId }: Snapshot,
  preview: Pick<RestorePreview, 'totals' | 'safetyBytes' | 'safetyFreeBytes'> | undefined,
): LackOfSafety | null {
  const { data: repositories } = useQuery(api.repositories.list.queryOptions());
  if (preview === undefined || touchedBy(preview) === 0) return null;
  if (repositories?.find(({ id }) => id === repositoryId)?.state === 'read-only') return 'read-only';
  const { safetyBytes, safetyFreeBytes } = preview;
  return safetyFreeBytes !== null && safetyBytes > safetyFreeBytes ? 'full' : null;
}
