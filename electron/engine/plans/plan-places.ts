import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Place, PlanRow } from '../catalogue/plans-store.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { Destinations } from '../repository/destinations.ts';
import { findRepository } from '../repository/repository-service.ts';
import { nextPlace } from './next-place.ts';
import { chooseSlug } from './plan-slug.ts';

interface Where {
  readonly catalogue: Pick<CatalogueClient, 'read' | 'write'>;
  readonly destinations: TurningDestinations;
}

/** What has to be asked of the repositories between which plans take turns. */
export type TurningDestinations = Pick<Destinations, 'check' | 'inspect' | 'slugs' | 'slugOf'>;

/** Repositories by id or path, each once and in that order. Throws `repository-not-found`. */
export async function findRepositories(
  { catalogue, destinations }: Where,
  asked: readonly string[],
): Promise<RepositoryRow[]> {
  const found = await Promise.all(asked.map((one) => findRepository(catalogue, one, destinations)));
  return [...new Map(found.map((row) => [row.id, row])).values()];
}

/**
 * The plan's folders in repositories that it is to have: where it has one already that, else a name that is free there. Throws
 * a destination error for a new repository that is not there.
 */
export async function planPlaces(
  where: Where,
  plan: { readonly id: string; readonly name: string },
  repositories: readonly RepositoryRow[],
): Promise<Place[]> {
  const rows = await where.catalogue.write.plans.list();
  const places: Place[] = [];
  for (const repository of repositories) {
    const known = rows.find((row) => row.plan.id === plan.id && row.repositoryKey === repository.key);
    const slug = known?.plan.slug ?? (await freeSlug(where, plan, { repository, rows }));
    places.push({ repositoryId: repository.id, slug });
  }
  return places;
}

async function freeSlug(
  { destinations }: Where,
  plan: { readonly id: string; readonly name: string },
  { repository, rows }: { readonly repository: RepositoryRow; readonly rows: readonly PlanRow[] },
): Promise<string> {
  const { marker } = await destinations.inspect(repository.path, true);
  if (marker.id !== repository.id) {
    const reason = 'it holds another repository';
    throw new HoldfastError('destination-wrong-volume', { path: repository.path, reason });
  }
  const own = await destinations.slugOf(repository.path, plan.id);
  if (own !== null) return own;
  const known = rows.filter((row) => row.repositoryKey === repository.key).map((row) => row.plan.slug);
  // Plans that other machines keep there or that were forgotten here count too: their folders remain.
  return chooseSlug(plan.name, [...known, ...(await destinations.slugs(repository.path))]);
}

/**
 * The plan in the repositories that take turns. One that this home came to know after the plan, whose description names it,
 * gets its folder once it is there.
 */
export async function takingTurns(where: Where, { plan }: PlanRow): Promise<PlanRow[]> {
  const { read, write } = where.catalogue;
  const rows = await read.plans.ofPlan(plan.id);
  const lacking = plan.rotation.filter((id) => !rows.some((row) => row.plan.repositoryId === id));
  const known = (await Promise.all(lacking.map((id) => read.repositories.byId(id)))).filter((row) => row !== undefined);
  const states = await Promise.all(known.map(async (row) => (await where.destinations.check(row)).state));
  const there = known.filter((_, index) => states[index] === 'ready');
  if (there.length === 0) return rows.filter(({ inRotation }) => inRotation);
  await write.plans.addPlaces(plan.id, await planPlaces(where, plan, there));
  return (await write.plans.ofPlan(plan.id)).filter(({ inRotation }) => inRotation);
}

/**
 * Where a backup of a plan goes now: to the repository that is asked for by id or path, else to the one whose turn it is. Throws
 * `plan-not-found`, `repository-not-found`, and `invalid-input` for a repository that the plan does not take turns with.
 */
export async function chooseRepository(where: Where, plan: string, asked: string | undefined): Promise<PlanRow> {
  const { catalogue, destinations } = where;
  const { plans, repositories, summary } = catalogue.read;
  const first = await plans.find(plan);
  if (!first) throw new HoldfastError('plan-not-found', { plan });
  const rows = await takingTurns(where, first);
  if (asked !== undefined) {
    const { id, path } = await findRepository(catalogue, asked, destinations);
    const row = rows.find((one) => one.plan.repositoryId === id);
    if (row) return row;
    const reason = `“${first.plan.name}” is not backed up to ${path}. Add that repository to the plan first.`;
    throw new HoldfastError('invalid-input', { reason });
  }
  const [only, second] = rows;
  if (!second) return only ?? first;
  const summaries = new Map((await summary.plans()).map((one) => [one.planKey, one.lastGoodAt]));
  const states = await Promise.all(
    (await repositories.list()).map(async (one) => [one.key, (await destinations.check(one)).state] as const),
  );
  const ready = new Set(states.filter(([, state]) => state === 'ready').map(([key]) => key));
  const places = rows.map((row) => ({
    row,
    available: ready.has(row.repositoryKey),
    lastGoodAt: summaries.get(row.key) ?? null,
  }));
  return nextPlace(places)?.row ?? first;
}
