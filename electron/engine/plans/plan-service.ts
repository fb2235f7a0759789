import type { Plan, PlanDraft, PlanEdit, PlanStatus } from '#shared/domain/plan.ts';
import type { OwnKeep } from '#shared/domain/retention.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { NewAuditEntry } from '../audit/record-audit.ts';
import { checkPatterns } from '../backup/exclusion-matcher.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import { emptiedMark } from '../databases/accept-emptied.ts';
import { planHooks } from '../hooks/plan-hooks.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { findRepository } from '../repository/repository-service.ts';
import { checkPolicy } from '../retention/policy-concerns.ts';
import { isRunning } from '../runs/process-identity.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { planEditEntry, planEntry } from './plan-audit.ts';
import { forgetPasswords, keepPasswords, planDatabases } from './plan-databases.ts';
import { checkOthersThan, checkOverlap, findEmptyFolders, resolveFolders } from './plan-folders.ts';
import { checkScopes, planSchedules } from './plan-schedules.ts';
import { chooseSlug } from './plan-slug.ts';
import { describePlans } from './plan-status.ts';
import { previewPlan } from './preview-plan.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly changes: ChangeHub;
  readonly clock: Clock;
}

/** Plans of this home: made, changed, forgotten, listed with how they stand, previewed. */
export function createPlanService(dependencies: Dependencies): Omit<Service<'plans'>, 'tryHook'> {
  const { catalogue, changes, clock } = dependencies;
  const secrets = createSecretStore(dependencies.home);
  // From the writing connection: what was recorded a moment ago is seen.
  const find = async (idOrName: string): Promise<PlanRow> => {
    const row = await catalogue.write.plans.find(idOrName);
    if (!row) throw new HoldfastError('plan-not-found', { plan: idOrName });
    return row;
  };
  const save = async (plan: Plan, entry: NewAuditEntry | undefined): Promise<PlanStatus> => {
    await catalogue.write.plans.put(plan, entry);
    changes.emit(['plans']);
    return describe(await find(plan.id));
  };
  const describe = async (row: PlanRow): Promise<PlanStatus> => {
    const [status] = await describePlans([row], dependencies);
    if (!status) throw new HoldfastError('plan-not-found', { plan: row.plan.name });
    return status;
  };
  return {
    list: async () => describePlans(await catalogue.read.plans.list(), dependencies),
    get: async ({ plan }) => describe(await find(plan)),
    create: async (draft) => {
      const repository = await findRepository(catalogue, draft.repository);
      const planned = planDatabases(draft.databases);
      const plan = { ...(await createPlan(draft, repository, dependencies)), databases: planned.databases };
      keepPasswords(secrets, planned);
      return save(plan, planEntry('plan-add', { plan, repositoryPath: repository.path }, clock.now()));
    },
    edit: async ({ plan, changes: edit }) => {
      const row = await find(plan);
      const planned = planDatabases(edit.databases ?? row.plan.databases, row.plan.databases);
      const { schedules: before } = row.plan;
      const schedules = edit.schedules ? planSchedules(edit.schedules, { before, now: clock.now() }) : before;
      const edited = { ...(await editPlan(row, edit, catalogue)), databases: planned.databases, schedules };
      checkContent(edited);
      if (edit.schedules) checkScopes(edited);
      keepPasswords(secrets, planned);
      const entry = planEditEntry({ before: row.plan, after: edited, passwords: planned.changed }, clock.now());
      const status = await save(edited, entry);
      forgetPasswords(secrets, row.plan.databases, edited.databases);
      return status;
    },
    remove: async ({ plan }) => {
      const row = await find(plan);
      const open = await catalogue.write.runs.open();
      if (open.some((run) => run.planId === row.plan.id && isRunning(run))) {
        throw new HoldfastError('plan-busy', { name: row.plan.name });
      }
      await catalogue.write.plans.remove(row.plan.id, planEntry('plan-remove', row, clock.now()));
      forgetPasswords(secrets, row.plan.databases, []);
      changes.emit(['plans', 'snapshots', 'repositories']);
    },
    preview: (input, signal) => previewPlan(input, catalogue, signal),
  };
}

async function createPlan(
  draft: PlanDraft,
  repository: RepositoryRow,
  { catalogue, destinations, clock }: Dependencies,
): Promise<Omit<Plan, 'databases'>> {
  await checkName(draft.name, catalogue);
  checkContent(draft);
  checkScopes(draft);
  for (const keep of [draft.keep, ...keepsOf(draft)]) checkPolicy(keep);
  checkPatterns(draft.exclusions.patterns);
  const folders = await resolveFolders(draft.folders);
  checkOverlap(folders, repository.path);
  if (folders.length > 0) await checkOthersThan(folders, repository.path);
  const taken = await takenSlugs(repository, { catalogue, destinations });
  return {
    id: crypto.randomUUID(),
    slug: chooseSlug(draft.name, taken),
    repositoryId: repository.id,
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

/** Of this home's plans, and of plans that other machines keep there or that were forgotten here: their folders remain. */
async function takenSlugs(
  repository: RepositoryRow,
  { catalogue, destinations }: Pick<Dependencies, 'catalogue' | 'destinations'>,
): Promise<string[]> {
  const { marker } = await destinations.inspect(repository.path, true);
  if (marker.id !== repository.id) {
    const reason = 'it holds another repository';
    throw new HoldfastError('destination-wrong-volume', { path: repository.path, reason });
  }
  const plans = await catalogue.write.plans.list();
  const known = plans.filter((row) => row.repositoryKey === repository.key).map((row) => row.plan.slug);
  return [...known, ...(await destinations.slugs(repository.path))];
}

async function editPlan(row: PlanRow, edit: PlanEdit, catalogue: CatalogueClient): Promise<Plan> {
  const { plan } = row;
  if (edit.name !== undefined) await checkName(edit.name, catalogue, plan.id);
  if (edit.exclusions) checkPatterns(edit.exclusions.patterns);
  for (const keep of [edit.keep ?? null, ...keepsOf(edit)]) checkPolicy(keep);
  // What the plan has already may be missing today; only what is new to it must be there.
  const folders = edit.folders ? await resolveFolders(edit.folders, plan.folders) : plan.folders;
  checkOverlap(folders, row.repositoryPath);
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
