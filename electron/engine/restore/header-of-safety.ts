import { restoreRequestSchema } from '#shared/domain/restore.ts';
import { snapshotPaths } from '../repository/layout.ts';
import { readManifest } from '../repository/read-manifest.ts';
import type { JournalHeader } from './journal.ts';

/**
 * What a safety snapshot tells of the restore that made it, as that one's journal would. How the restore ended is not
 * told: it is taken to be done. `folder` is the snapshot's. Null where its manifest can't be read.
 */
export function headerOfSafety(folder: string): JournalHeader | null {
  const manifest = readManifest(snapshotPaths(folder).manifest);
  // Without a list of what was to be created it was no restore of files.
  if (!manifest?.restore || manifest.created === undefined) return null;
  const { runId, snapshotId, paths = [], to = null } = manifest.restore;
  const { snapshot: _, ...plain } = restoreRequestSchema.parse({ snapshot: snapshotId, paths, to });
  return {
    ...{ runId, planId: manifest.planId, order: { ...plain, snapshotId }, startedAt: manifest.startedAt },
    ...{ safetySnapshotId: manifest.id, unsaved: false, borrowedFrom: [], undoOf: null },
    ...{ state: 'done', endedAt: manifest.completedAt, undoneBy: null, continuedBy: [], swept: true },
  };
}
