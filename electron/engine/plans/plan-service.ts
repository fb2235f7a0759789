import type { Plan, PlanDraft, PlanEdit, PlanStatus } from '#shared/domain/plan.ts';
import type { OwnKeep } from '#shared/domain/retention.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { NewAuditEntry } from '../audit/record-audit.ts';
import { checkPatterns } from '../backup/exclusion-matcher.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Place, PlanRow } from '../catalogue/plans-store.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import { emptiedMark } from '../databases/accept-emptied.ts';
import { planHooks } from '../hooks/plan-hooks.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { checkPolicy } from '../retention/policy-concerns.ts';
import { isRunning } from '../runs/process-identity.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { planEditEntry, planEntry } from './plan-audit.ts';
import { forgetPasswords, keepPasswords, planDatabases } from './plan-databases.ts';
import { checkOthersThan, checkOverlap, findEmptyFolders, resolveFolders } from './plan-folders.ts';
import { findRepositories, planPlaces } from './plan-places.ts';
import { checkScopes, planSchedules } from './plan-schedules.ts';
import { describePlans } from './plan-status.ts';
import { previewPlan } from './preview-plan.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly changes: ChangeHub;
  readonly secrets: SecretStore;
  readonly clock: Clock;
}

/** Plans of this home: made, changed, forgotten, listed with how they stand, previewed. `sample`: those it makes are sample data. */
export function createPlanService(
  dependencies: Dependencies,
  { sample = false }: { readonly sample?: boolean } = {},
): Omit<Service<'plans'>, 'tryHook'> {
  const { catalogue, changes, clock } = dependencies;
  const { secrets } = dependencies;
  // From the writing connection: what was recorded a moment ago is seen.
  const find = async (idOrName: string): Promise<PlanRow> => {
    const row = await catalogue.write.plans.find(idOrName);
    if (!row) throw new HoldfastError('plan-not-found', { plan: idOrName });
    return row;
  };
  const save = async (plan: Plan, entry: NewAuditEntry | undefined, places: readonly Place[]): Promise<PlanStatus> => {
    await catalogue.write.plans.put(plan, { entry, places });
    changes.emit(['plans']);
    return describe(await find(plan.id));
  };
  const describe = async ({ plan }: PlanRow): Promise<PlanStatus> => {
    const [status] = await describePlans(await catalogue.write.plans.ofPlan(plan.id), dependencies);
    if (!status) throw new HoldfastError('plan-not-found', { plan: plan.name });
    return status;
  };
  const isBusy = async (planId: string): Promise<boolean> =>
    (await catalogue.write.runs.open()).some((run) => run.planId === planId && isRunning(run));
  return {
    list: async () => describePlans(await catalogue.read.plans.list(), dependencies),
    get: async ({ plan }) => describe(await find(plan)),
    create: async (draft) => {
      const repositories = await findRepositories(dependencies, [draft.repository, ...(draft.also ?? [])]);
      const planned = planDatabases(draft.databases);
      const { places, ...made } = await createPlan(draft, repositories, dependencies);
      const plan: Plan = { ...made, databases: planned.databases, ...(sample && { sample }) };
      await keepPasswords(secrets, planned);
      return save(plan, planEntry('plan-add', { plan, repositories: pathsOf(repositories) }, clock.now()), places);
    },
    edit: async ({ plan, changes: edit }) => {
      const row = await find(plan);
      const planned = planDatabases(edit.databases ?? row.plan.databases, row.plan.databases);
      const { schedules: before } = row.plan;
      const schedules = edit.schedules ? planSchedules(edit.schedules, { before, now: clock.now() }) : before;
      const rows = await catalogue.write.plans.ofPlan(row.plan.id);
      const turn = rows.filter(({ inRotation }) => inRotation);
      const chosen = edit.repositories && (await findRepositories(dependencies, edit.repositories));
      const leaving = chosen && turn.some(({ repositoryKey }) => !chosen.some(({ key }) => key === repositoryKey));
      if (leaving && (await isBusy(row.plan.id))) throw new HoldfastError('plan-busy', { name: row.plan.name });
      const paths = { before: pathsOf(turn), after: pathsOf(chosen ?? turn) };
      const content = await editPlan(row, edit, { catalogue, repositories: paths.after });
      const rotation = chosen ? await rotationOf(row.plan, chosen, catalogue) : row.plan.rotation;
      const edited = { ...content, rotation, databases: planned.databases, schedules };
      checkContent(edited);
      if (edit.schedules) checkScopes(edited);
      const places = chosen ? await planPlaces(dependencies, row.plan, chosen) : [];
      await keepPasswords(secrets, planned);
      const told = {
        before: { plan: row.plan, repositories: paths.before },
        after: { plan: edited, repositories: paths.after },
      };
      const entry = planEditEntry({ ...told, passwords: planned.changed }, clock.now());
      const status = await save(edited, entry, places);
      forgetPasswords(secrets, row.plan.databases, edited.databases);
      return status;
    },
    remove: async ({ plan }) => {
      const row = await find(plan);
      if (await isBusy(row.plan.id)) throw new HoldfastError('plan-busy', { name: row.plan.name });
      const repositories = pathsOf(await catalogue.write.plans.ofPlan(row.plan.id));
      const entry = planEntry('plan-remove', { plan: row.plan, repositories }, clock.now());
      await catalogue.write.plans.remove(row.plan.id, entry);
      forgetPasswords(secrets, row.plan.databases, []);
      changes.emit(['plans', 'snapshots', 'repositories']);
    },
    preview: (input, signal) => previewPlan(input, dependencies, signal),
  };
}

/** What is not known here can't be chosen, and so not left out either: its turn comes once it is connected. */
async function rotationOf(
  { rotation }: Plan,
  chosen: readonly RepositoryRow[],
  { write: { repositories } }: CatalogueClient,
): Promise<string[]> {
  const known = new Set((await repositories.list()).map(({ id }) => id));
  return [...chosen.map(({ id }) => id), ...rotation.filter((id) => !known.has(id))];
}

const pathsOf = (rows: readonly (PlanRow | RepositoryRow)[]): string[] =>
  rows.map((row) => ('path' in row ? row.path : row.repositoryPath));

async function createPlan(
  draft: PlanDraft,
  repositories: readonly RepositoryRow[],
  { catalogue, destinations, clock }: Dependencies,
): Promise<Omit<Plan, 'databases'> & { readonly places: readonly Place[] }> {
  await checkName(draft.name, catalogue);
  checkContent(draft);
  checkScopes(draft);
  for (const keep of [draft.keep, ...keepsOf(draft)]) checkPolicy(keep);
  checkPatterns(draft.exclusions.patterns);
  const folders = await resolveFolders(draft.folders);
  for (const { path } of repositories) {
    checkOverlap(folders, path);
    if (folders.length > 0) await checkOthersThan(folders, path);
  }
  const id = crypto.randomUUID();
  const places = await planPlaces({ catalogue, destinations }, { id, name: draft.name }, repositories);
  const [first] = places;
  if (!first) throw new HoldfastError('repository-not-found', { repository: draft.repository });
  return {
    ...{ id, places, ...first },
    rotation: repositories.map((repository) => repository.id),
    createdAt: new Date(clock.now()).toISOString(),
    acceptEmpty: [],
    name: draft.name,
    folders,
    exclusions: draft.exclusions,
    allowFullCopies: draft.allowFullCopies,
    keep: draft.keep,
    timeZone: draft.timeZone,
    schedules: planSchedules(draft.schedules, { now: clock.now() }),
    hooks: planHooks(draft.hooks),
    drive: draft.drive,
  };
}

async function editPlan(
  { plan }: PlanRow,
  edit: PlanEdit,
  { catalogue, repositories }: { readonly catalogue: CatalogueClient; readonly repositories: readonly string[] },
): Promise<Plan> {
  if (edit.name !== undefined) await checkName(edit.name, catalogue, plan.id);
  if (edit.exclusions) checkPatterns(edit.exclusions.patterns);
  for (const keep of [edit.keep ?? null, ...keepsOf(edit)]) checkPolicy(keep);
  // What the plan has already may be missing today; only what is new to it must be there.
  const folders = edit.folders ? await resolveFolders(edit.folders, plan.folders) : plan.folders;
  for (const repository of repositories) checkOverlap(folders, repository);
  return {
    ...plan,
    name: edit.name ?? plan.name,
    folders,
    exclusions: edit.exclusions ?? plan.exclusions,
    allowFullCopies: edit.allowFullCopies ?? plan.allowFullCopies,
    // Null is a choice: everything is kept.
    keep: edit.keep === undefined ? plan.keep : edit.keep,
    timeZone: edit.timeZone ?? plan.timeZone,
    hooks: edit.hooks ? planHooks(edit.hooks, plan.hooks) : plan.hooks,
    drive: edit.drive ?? plan.drive,
    acceptEmpty: await accepted({ folders, databases: plan.databases }, plan.acceptEmpty, edit.acceptEmpty),
  };
}

const keepsOf = ({ schedules = [] }: Pick<PlanEdit, 'schedules'>): OwnKeep[] => schedules.map(({ keep }) => keep);

async function accepted(
  { folders, databases }: Pick<Plan, 'folders' | 'databases'>,
  before: readonly string[],
  accept: boolean | undefined,
): Promise<string[]> {
  const marks = databases.map(emptiedMark);
  if (accept === undefined) return before.filter((one) => folders.includes(one) || marks.includes(one));
  return accept ? [...(await findEmptyFolders(folders)), ...marks] : [];
}

function checkContent({
  folders,
  databases,
}: Pick<Plan, 'folders'> & { readonly databases: readonly unknown[] }): void {
  if (folders.length > 0 || databases.length > 0) return;
  throw new HoldfastError('invalid-input', { reason: 'A plan needs something to back up: a folder or a database.' });
}

async function checkName(name: string, catalogue: CatalogueClient, ownId?: string): Promise<void> {
  if (/\p{Cc}/u.test(name)) {
    throw new HoldfastError('invalid-input', { reason: 'A plan’s name must be one line without control characters.' });
  }
  const same = await catalogue.write.plans.find(name);
  if (same && same.plan.id !== ownId) throw new HoldfastError('plan-exists', { name });
}
