import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import { createTreePool, type TreePool } from '../backup/tree-pool.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { checkReadable } from '../repository/check-readable.ts';
import { planPaths, type SnapshotPaths, snapshotPaths } from '../repository/layout.ts';
import type { FoundDamage } from '../repository/manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { holdSnapshot } from '../snapshots/snapshot-hold.ts';
import { fsPath } from '../tools/fs-path.ts';
import { findSharers, type SharedDamage } from './find-sharers.ts';
import { createKnownSums, type KnownSums } from './known-sums.ts';
import { recordDamage } from './record-damage.ts';
import { type Checked, verifySnapshot } from './verify-snapshot.ts';

/** So many findings are told one by one; all are counted. */
const toldFindings = 1000;
/** So many are kept with a snapshot by path. */
const rememberedFindings = 100_000;

/**
 * Reads snapshots and compares every sum; what each check finds is recorded with its snapshot, and with the others that
 * share a damaged copy. Damage makes the run fail with `damaged`.
 */
export async function runVerify({ snapshotIds }: JobOf<'verify'>, context: RunContext): Promise<RunReport> {
  const chosen = snapshotIds.map((id) => choose(context, id));
  const totals = chosen.reduce(
    (sum, { snapshot: { files, bytes, dumpBytes } }) => ({
      files: sum.files + files,
      bytes: sum.bytes + bytes + dumpBytes,
    }),
    { files: 0, bytes: 0 },
  );
  for (const id of new Set(chosen.map(({ plan }) => plan.plan.repositoryId))) assertThere(context, id);
  context.progress.enter('verifying', totals);
  const pool = createTreePool(context.home);
  try {
    return await verifyAll(context, pool, chosen);
  } finally {
    await pool.close();
  }
}

/** Throws a destination error unless the repository is there and is itself. */
function assertThere({ catalogue }: RunContext, repositoryId: string): void {
  const repository = catalogue.repositories.byId(repositoryId);
  if (repository) checkReadable(repository);
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
  const total = { checked: 0, links: 0, dumps: 0, bytes: 0, found: 0 };
  const damaged: Finding[] = [];
  const missing: Omit<Finding, 'reason'>[] = [];
  const [verified, swept] = [new Set<string>(), new Set<string>()];
  for (const one of chosen) {
    const { checked, damage } = await verifyHeld(context, pool, one, { known, swept });
    total.checked += checked.files;
    total.links += checked.links;
    total.dumps += checked.dumps;
    total.bytes += checked.bytes;
    total.found += damage.length;
    verified.add(one.snapshot.id);
    markSharers(context, damage, verified);
    for (const found of damage) {
      const finding = findingOf(one, found);
      context.warn({ code: 'file-damaged', path: found.path, message: sentenceOf(finding) });
      const { reason: _, ...place } = finding;
      if (found.missing && missing.length < toldFindings) missing.push(place);
      if (!found.missing && damaged.length < toldFindings) damaged.push(finding);
    }
  }
  const [only, second] = chosen;
  const single = only && !second ? only.snapshot : undefined;
  return {
    result: {
      ...{ kind: 'verify', checked: total.checked, links: total.links, dumps: total.dumps, bytes: total.bytes },
      ...{ damaged, missing },
    },
    ...(single && { snapshotId: single.id }),
    ...(total.found > 0 && {
      failure: new HoldfastError('damaged', { count: total.found, ...(single && { snapshot: single.name }) }),
    }),
  };
}

interface Finding {
  readonly snapshot: string;
  readonly path: string;
  readonly reason: string;
  readonly sharedWith: string[];
}

const findingOf = ({ snapshot }: Chosen, { path, reason, sharedWith }: SharedDamage): Finding => ({
  snapshot: snapshot.name,
  path,
  reason,
  sharedWith: [...sharedWith],
});

function sentenceOf({ snapshot, path, reason, sharedWith }: Finding): string {
  const [one, ...others] = sharedWith;
  const rest = others.length === 0 ? '' : ` and ${others.length} more`;
  const shared = one === undefined ? '' : ` The same copy is in ${one}${rest}.`;
  return `In the snapshot ${snapshot}, ${path}: ${reason}.${shared}`;
}

interface Verified {
  readonly checked: Checked;
  readonly damage: readonly SharedDamage[];
}

async function verifyHeld(
  context: RunContext,
  pool: TreePool,
  { snapshot, plan }: Chosen,
  { known, swept }: { readonly known: Map<number, KnownSums> | null; readonly swept: Set<string> },
): Promise<Verified> {
  const hold = holdSnapshot(context.home, snapshot.id);
  try {
    const paths = snapshotPaths(`${planPaths(plan.repositoryPath, plan.plan.slug).snapshots}/${snapshot.name}`);
    const sums = known && knownOn(known, paths.folder);
    const checked = await verifySnapshot({ context, pool, known: sums, plan, snapshot, paths });
    const damage = await findSharers({ context, plan, snapshot, damage: checked.damage, swept });
    // A drive that was pulled meanwhile is away, not damaged.
    if (damage.length > 0) assertThere(context, plan.plan.repositoryId);
    const verifiedAt = damage.length === 0 ? new Date(context.now()).toISOString() : null;
    recordDamage(context, snapshot.id, { damage: toRemember(paths, damage), verifiedAt });
    return { checked, damage };
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

/** A disk that dies may lose everything: what is too much to be kept path by path is kept as one that says so. */
function toRemember(paths: SnapshotPaths, damage: readonly SharedDamage[]): FoundDamage[] {
  const kept = damage.slice(0, rememberedFindings).map(withoutSharers);
  const more = damage.length - kept.length;
  if (more === 0) return kept;
  const reason = `${more} more files are damaged or missing; check again once these are repaired`;
  return [...kept, { path: paths.files, reason, missing: false, ino: null }];
}

const withoutSharers = ({ path, reason, missing, ino }: SharedDamage): FoundDamage => ({ path, reason, missing, ino });

/** What is damaged is so in every snapshot that has a name of it; those that this run has read itself are known better. */
function markSharers(context: RunContext, damage: readonly SharedDamage[], verified: ReadonlySet<string>): void {
  const marks = new Map<string, Map<string, FoundDamage>>();
  for (const found of damage) {
    for (const { snapshot, path } of found.sharers) {
      if (verified.has(snapshot.id)) continue;
      const marked = marks.get(snapshot.id) ?? knownDamage(context, snapshot.id);
      marks.set(snapshot.id, marked.set(path, { ...withoutSharers(found), path }));
    }
  }
  for (const [id, marked] of marks) recordDamage(context, id, { damage: [...marked.values()], verifiedAt: null });
}

const knownDamage = ({ catalogue }: RunContext, snapshotId: string): Map<string, FoundDamage> =>
  new Map(catalogue.damage.of(snapshotId).map((found) => [found.path, found]));
