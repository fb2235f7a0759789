import path from 'node:path';

/** Where things lie in a repository (format 1). Paths are path text, absolute. */

export function repositoryPaths(repository: string) {
  return {
    marker: path.join(repository, 'holdfast-repository.json'),
    runbook: path.join(repository, 'RECOVERY.html'),
    plans: path.join(repository, 'plans'),
  };
}

export type PlanPaths = ReturnType<typeof planPaths>;

export function planPaths(repository: string, slug: string) {
  const folder = path.join(repository, 'plans', slug);
  return {
    folder,
    description: path.join(folder, 'plan.json'),
    lock: path.join(folder, 'plan.lock'),
    holder: path.join(folder, 'plan.holder.json'),
    snapshots: path.join(folder, 'snapshots'),
    incomplete: path.join(folder, 'incomplete'),
    trash: path.join(folder, 'trash'),
    damaged: path.join(folder, 'damaged'),
  };
}

export type SnapshotPaths = ReturnType<typeof snapshotPaths>;

/** Of a committed snapshot's folder, or of the folder of a run that is still filling it. */
export function snapshotPaths(folder: string) {
  return {
    folder,
    manifest: path.join(folder, 'manifest.json'),
    metadata: path.join(folder, 'METADATA.gz'),
    state: path.join(folder, 'state.json'),
    sums: path.join(folder, 'SHA256SUMS.gz'),
    files: path.join(folder, 'files'),
    databases: path.join(folder, 'databases'),
    /** Of safety snapshots: what their restore was about to make. */
    created: path.join(folder, 'CREATED.gz'),
  };
}
