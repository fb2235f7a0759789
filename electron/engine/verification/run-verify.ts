import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import { createTreePool, type TreePool } from '../backup/tree-pool.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { checkReadable } from '../repository/check-readable.ts';
import { planPaths, snapshotPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { holdSnapshot } from '../snapshots/snapshot-hold.ts';
import { changeState } from '../snapshots/snapshot-states.ts';
import { fsPath } from '../tools/fs-path.ts';
import { createKnownSums, type KnownSums } from './known-sums.ts';
import { type Checked, verifySnapshot } from './verify-snapshot.ts';

/** So many findings are told one by one; all are counted. */
const toldFindings = 1000;

/**
 * Reads snapshots and compares every sum; what each check finds is recorded with its snapshot. Damage makes the run
 * fail with `damaged`.
 */
export async function runVerify({ snapshotIds }: JobOf<'verify'>, context: RunContext): Promise<RunReport> {
  const chosen = snapshotIds.map((id) => choose(context, id));
  const totals = chosen.reduce(
    (sum, { snapshot }) => ({ files: sum.files + snapshot.files, bytes: sum.bytes + snapshot.bytes }),
    { files: 0, bytes: 0 },
  );
  for (const repositoryId of new Set(chosen.map(({ plan }) => plan.plan.repositoryId))) {
    const repository = context.catalogue.repositories.byId(repositoryId);
    if (repository) checkReadable(repository);
  }
  context.progress.enter('verifying', totals);
  const pool = createTreePool(context.home);
  try {
    return await verifyAll(context, pool, chosen);
  } finally {
    await pool.close();
  }
}

interface Chosen {
  readonly snapshot: SnapshotRow;
  readonly plan: PlanRow;
}

function choose({ catalogue }: RunContext, id: string): Chosen {
  const snapshot = catalogue.snapshots.byId(id);
  const plan = catalogue.plans.list().find(({ key }) => key === snapshot?.planKey);
  if (!snapshot || !plan) throw new HoldfastError('snapshot-not-found', { snapshot: id });
  return { snapshot, plan };
}

async function verifyAll(context: RunContext, pool: TreePool, chosen: readonly Chosen[]): Promise<RunReport> {
  const known = chosen.length > 1 ? new Map<number, KnownSums>() : null;
  const total = { checked: 0, links: 0, bytes: 0, found: 0 };
  const damaged: { snapshot: string; path: string; reason: string }[] = [];
  const missing: { snapshot: string; path: string }[] = [];
  for (const one of chosen) {
    const { files, links, bytes, damage } = await verifyHeld(context, pool, one, known);
    total.checked += files;
    total.links += links;
    total.bytes += bytes;
    total.found += damage.length;
    for (const { path, reason, missing: gone } of damage) {
      const snapshot = one.snapshot.name;
      context.warn({ code: 'file-damaged', path, message: `In the snapshot ${snapshot}, ${path}: ${reason}.` });
      if (gone && missing.length < toldFindings) missing.push({ snapshot, path });
      if (!gone && damaged.length < toldFindings) damaged.push({ snapshot, path, reason });
    }
  }
  const [only, second] = chosen;
  return {
    result: { kind: 'verify', checked: total.checked, links: total.links, bytes: total.bytes, damaged, missing },
    ...(only && !second && { snapshotId: only.snapshot.id }),
    ...(total.found > 0 && { failure: new HoldfastError('damaged', { count: total.found }) }),
  };
}

async function verifyHeld(
  context: RunContext,
  pool: TreePool,
  { snapshot, plan }: Chosen,
  known: Map<number, KnownSums> | null,
): Promise<Checked> {
  const hold = holdSnapshot(context.home, snapshot.id);
  try {
    const paths = snapshotPaths(`${planPaths(plan.repositoryPath, plan.plan.slug).snapshots}/${snapshot.name}`);
    const sums = known && knownOn(known, paths.folder);
    const checked = await verifySnapshot({ context, pool, known: sums, plan, snapshot, paths });
    record(context, snapshot, checked);
    return checked;
  } finally {
    hold.release();
  }
}

function knownOn(known: Map<number, KnownSums>, folder: string): KnownSums {
  const dev = fs.statSync(fsPath(folder), { throwIfNoEntry: false })?.dev ?? 0;
  const sums = known.get(dev) ?? createKnownSums();
  known.set(dev, sums);
  return sums;
}

/** In the snapshot's own state too, so that the next backup heals what is damaged and a rebuild knows of it. */
function record(context: RunContext, snapshot: SnapshotRow, { damage }: Checked): void {
  const damaged = damage.slice(0, toldFindings).map(({ path, reason }) => ({ path, reason }));
  const verifiedAt = damage.length === 0 ? { verifiedAt: new Date(context.now()).toISOString() } : {};
  try {
    changeState(context.db, snapshot.id, { damaged, ...verifiedAt });
  } catch (error) {
    // A repository that can only be read, or a folder that is gone: the catalogue still remembers.
    context.log(`what was found could not be written to the repository: ${String(error)}`);
    context.catalogue.snapshots.recordCheck(snapshot.id, damage.length, verifiedAt.verifiedAt ?? null);
  }
}
