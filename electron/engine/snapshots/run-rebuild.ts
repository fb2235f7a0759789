import fs from 'node:fs';
import os from 'node:os';
import type { Plan } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';
import { writeLeftOut } from '../catalogue/left-out.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import { adoptedSchedules } from '../plans/plan-schedules.ts';
import { checkDestination } from '../repository/check-destination.ts';
import { checkReadable } from '../repository/check-readable.ts';
import { type PlanPaths, planPaths, repositoryPaths } from '../repository/layout.ts';
import { readPlanFile } from '../repository/plan-file.ts';
import { acquirePlanLock } from '../repository/plan-lock.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import { holdPlan } from './held-plan.ts';
import { rebuildPlan } from './rebuild-plan.ts';

/**
 * Reads everything the catalogue knows of repositories again from their disks: plans, snapshots, entries. What is
 * damaged there is left out with a warning. A repository that can't be read keeps what the catalogue has of it.
 */
export async function runRebuild({ repositoryIds }: JobOf<'rebuild'>, context: RunContext): Promise<RunReport> {
  const total = { plans: 0, snapshots: 0 };
  for (const id of repositoryIds) {
    const repository = context.catalogue.repositories.byId(id);
    if (!repository) throw new HoldfastError('repository-not-found', { repository: id });
    checkReadable(repository);
    for (const { row, paths } of adoptPlans(context, repository)) {
      total.snapshots += await rebuildLocked(context, { repository, row, paths });
      total.plans += 1;
    }
  }
  return { result: { kind: 'rebuild', ...total } };
}

interface Adopted {
  readonly row: PlanRow;
  readonly paths: PlanPaths;
}

/** Plans of a repository, put into the catalogue as they were last run. */
function adoptPlans(context: RunContext, repository: RepositoryRow): Adopted[] {
  const { plans } = repositoryPaths(repository.path);
  if (!fs.existsSync(fsPath(plans))) return [];
  return readNames(plans)
    .sort()
    .flatMap((slug) => adoptPlan(context, repository, slug) ?? []);
}

function adoptPlan({ catalogue, warn, now }: RunContext, repository: RepositoryRow, slug: string): Adopted | undefined {
  const paths = planPaths(repository.path, slug);
  const found = readPlanFile(paths);
  const leaveOut = (reason: string): undefined => {
    warn({
      code: 'file-damaged',
      path: paths.description,
      message: `The plan in ${paths.folder} was left out: ${reason}.`,
    });
  };
  if (!found && isUnused(paths)) return undefined;
  if (!found) return leaveOut('its plan.json is damaged or missing');
  const other = catalogue.plans.list().find(({ plan }) => plan.repositoryId === repository.id && plan.slug === slug);
  if (other && other.plan.id !== found.plan.id) return leaveOut(`its folder is that of “${other.plan.name}”`);
  // Settings made here are this home's: the file tells how the plan was last run, which may be longer ago.
  const own = found.machine === os.hostname();
  const schedules = adoptedSchedules(found.plan, { own, now: now() });
  const drive = own ? found.plan.drive : { ...found.plan.drive, onConnect: null };
  const name = catalogue.plans.get(found.plan.id)?.plan.name ?? freeName(catalogue, found);
  // A folder that was copied from another repository says nothing new of the plan.
  const writtenAt = found.plan.repositoryId === repository.id ? found.writtenAt : new Date(0).toISOString();
  catalogue.plans.adopt(newPlan({ ...found.plan, schedules, drive }, { repository, slug, name }), writtenAt);
  const row = catalogue.plans.inRepository(found.plan.id, repository.id);
  if (row && row.plan.slug !== slug) return leaveOut(`the plan lies in the folder ${row.plan.slug} there`);
  return row && { row, paths };
}

/** The folder of a plan whose first run committed nothing: there is neither a description nor anything to describe. */
function isUnused({ description, snapshots }: PlanPaths): boolean {
  if (fs.existsSync(fsPath(description))) return false;
  return !fs.existsSync(fsPath(snapshots)) || readNames(snapshots).length === 0;
}

const newPlan = (
  plan: Plan,
  { repository, slug, name }: { readonly repository: RepositoryRow; readonly slug: string; readonly name: string },
): Plan => ({ ...plan, rotation: rotationOf(plan, repository), repositoryId: repository.id, slug, name });

const rotationOf = ({ rotation, repositoryId }: Plan, repository: RepositoryRow): string[] =>
  rotation.length > 0 && repositoryId === repository.id ? rotation : [repository.id];

/** Another plan may bear the name already: then the machine's is added, and a number if need be. */
function freeName(
  catalogue: RunContext['catalogue'],
  { plan, machine }: { readonly plan: Plan; readonly machine: string },
): string {
  const names = [plan.name, `${plan.name} (${machine})`];
  for (let number = 2; ; number += 1) {
    const name = names.shift() ?? `${plan.name} (${machine} ${number})`;
    if (!catalogue.plans.find(name)) return name;
  }
}

/** Nobody may commit meanwhile. On a volume that can't be written nobody can, and no lock can be made. */
async function rebuildLocked(
  context: RunContext,
  { repository, row, paths }: Adopted & { readonly repository: RepositoryRow },
): Promise<number> {
  const lock = isWritable(repository)
    ? acquirePlanLock(paths, { planName: row.plan.name, runId: context.runId })
    : null;
  try {
    // Asked for by a person: what was left out before is read again too, and warned about.
    writeLeftOut(context.db, row.key, new Map());
    return await rebuildPlan(context, holdPlan(context, { row, paths, lock }));
  } finally {
    lock?.release();
  }
}

function isWritable(repository: RepositoryRow): boolean {
  try {
    checkDestination(repository);
    return true;
  } catch {
    return false;
  }
}
