import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { errorCodeOf } from '../repository/destination-error.ts';
import { planPaths, repositoryPaths } from '../repository/layout.ts';
import { readPlanFile } from '../repository/plan-file.ts';
import { isRunning } from '../runs/process-identity.ts';
import { runFiles } from '../runs/run-files.ts';
import type { SampleParts } from './make-sample.ts';
import { removeFolder, removeServer } from './remove-server.ts';
import { markerName, type SampleMarker, type SamplePlace, writeMarker } from './sample-place.ts';

interface RemoveRequest {
  readonly home: string;
  readonly place: SamplePlace;
  readonly marker: SampleMarker;
}

/**
 * Removes sample data: server, repository and files, so that there is room on a full disk for what follows; then what the
 * catalogue knows of it, and the marker last: cut off at any moment, the next try goes on. Touches nothing that was not made
 * with it. Throws `sample-in-use`, before anything is touched, and `plan-busy` where a run of it does not end.
 */
export async function removeSample(parts: SampleParts, { home, place, marker }: RemoveRequest): Promise<void> {
  const own = await ownPlans(parts, place, marker);
  await refuseOthers(parts, place, own);
  noteRemoval(place, marker);
  for (const id of own) await endRuns(parts, id);
  await removeServer(place, marker);
  for (const folder of [place.server, place.repository, place.files]) await removeFolder(folder);
  for (const id of own) await parts.plans.remove({ plan: id });
  // Known by the marker where its plan has been removed by hand.
  const known = [...new Set([...own, ...(marker.planId ? [marker.planId] : [])])];
  const runs = await parts.catalogue.write.sample.forget(known, place.repository);
  for (const id of runs) for (const file of Object.values(runFiles(home, id))) fs.rmSync(file, { force: true });
  removeMarker(place);
  // Whatever else somebody put there stays.
  await fs.promises.rmdir(place.folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
  });
}

function noteRemoval(place: SamplePlace, marker: SampleMarker): void {
  try {
    writeMarker(place, { ...marker, state: 'removing' });
  } catch (error) {
    // On a full disk what it says already will do.
    if (errorCodeOf(error) !== 'ENOSPC' && errorCodeOf(error) !== 'EDQUOT') throw error;
  }
}

/** With what is left of tries to write it. */
function removeMarker({ folder }: SamplePlace): void {
  if (!fs.existsSync(folder)) return;
  const names = fs.readdirSync(folder).filter((name) => name === markerName || name.startsWith(`${markerName}.`));
  for (const name of names.toSorted().toReversed()) fs.rmSync(path.join(folder, name), { force: true });
}

/** The plan that was made with it: by its id, or where that was not noted yet, by where it is. */
async function ownPlans({ catalogue }: SampleParts, place: SamplePlace, { planId }: SampleMarker): Promise<string[]> {
  const rows = (await catalogue.write.plans.list()).filter(({ plan }) => plan.sample === true);
  const isOwn = ({ plan, repositoryPath }: PlanRow): boolean =>
    planId === null ? repositoryPath === place.repository : plan.id === planId;
  return [...new Set(rows.filter(isOwn).map(({ plan }) => plan.id))];
}

/** Somebody may have let a plan of their own back up there. */
async function refuseOthers({ catalogue }: SampleParts, place: SamplePlace, own: readonly string[]): Promise<void> {
  const rows = (await catalogue.write.plans.list()).filter(({ repositoryPath }) => repositoryPath === place.repository);
  const known = rows.filter(({ plan }) => !own.includes(plan.id)).map(({ plan }) => plan.name);
  const others = [...new Set([...known, ...plansOnDisk(place)])];
  if (others.length > 0) throw new HoldfastError('sample-in-use', { path: place.repository, plans: others });
}

/** Plans that are not sample data and have snapshots there, also those that this home has forgotten. */
function plansOnDisk({ repository }: SamplePlace): string[] {
  const { plans } = repositoryPaths(repository);
  if (!fs.existsSync(plans)) return [];
  return fs.readdirSync(plans).flatMap((slug) => {
    const paths = planPaths(repository, slug);
    const held = fs.existsSync(paths.snapshots) && fs.readdirSync(paths.snapshots).length > 0;
    const described = held ? readPlanFile(paths) : null;
    return described && described.plan.sample !== true ? [described.plan.name] : [];
  });
}

const patienceMs = 60_000;

/** Cancels what goes on, also in another process, and waits for it to end. */
async function endRuns({ catalogue, runs }: SampleParts, planId: string): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await delay(100)) {
    const open = (await catalogue.write.runs.open()).filter((run) => run.planId === planId && isRunning(run));
    if (open.length === 0) return;
    if (Date.now() > until) throw new HoldfastError('plan-busy', { name: open[0]?.kind ?? '' });
    for (const { id } of open) await runs.service.cancel({ run: id });
  }
}
