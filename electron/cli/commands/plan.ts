import type { DatabaseDraft } from '#shared/domain/database.ts';
import type { Plan, PlanStatus } from '#shared/domain/plan.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { collect } from '../collect.ts';
import { findSource, wishedDatabases } from '../database-drafts.ts';
import { type DatabaseWish, defineDatabaseOptions } from '../database-options.ts';
import { type DriveOptions, defineDriveEditOptions, defineDriveOptions, driveOf } from '../drive-options.ts';
import { defineHookEditOptions, defineHookOptions, type HookOptions, hooksOf } from '../hook-options.ts';
import { describePlan, planTable } from '../output/describe-plan.ts';
import { displayName, shellWord } from '../output/display-name.ts';
import {
  definePlanEditOptions,
  definePlanOptions,
  exclusionsOf,
  keepOf,
  type PlanEditOptions,
  type PlanOptions,
  planChanges,
} from '../plan-options.ts';
import { editedRepositories } from '../plan-repositories.ts';
import {
  defineScheduleEditOptions,
  defineScheduleOptions,
  type ScheduleOptions,
  schedulesOf,
} from '../schedule-options.ts';
import { settleDatabases } from '../settle-databases.ts';
import type { Context, Verb } from '../verb.ts';

export const planAdd: Verb = {
  name: 'plan add',
  summary: 'Say what to back up, and where to',
  examples: [
    'holdfast plan add Home --repository /media/backup/holdfast --folder ~/Documents ~/Pictures --schedule daily@12:30',
    "holdfast plan add Code --repository /media/backup/holdfast --folder ~/code --exclude node_modules --exclude '*.o' --exclude-caches --exclude-larger 2G",
    'holdfast plan add Papers --repository /media/red/holdfast --repository /media/blue/holdfast --folder ~/Papers',
    "holdfast plan add Shop --repository /media/backup/holdfast --folder /srv/shop --database postgresql://backup@localhost --exclude-table 'audit.log_*' --ask-password",
  ],
  define: (command, act) => {
    definePlanOptions(
      command
        .argument('<NAME>', 'name of the plan')
        .requiredOption('--repository <DIR>', 'where the snapshots go (repeat for drives that take turns)', collect)
        .option('--folder <DIR...>', 'the folders to back up'),
    );
    defineScheduleOptions(command);
    defineDriveOptions(command);
    defineHookOptions(command);
    const { wishes } = defineDatabaseOptions(command);
    command.action((name: string, options: PlanAddOptions) =>
      act((context) => addPlan(context, name, { ...options, wishes })),
    );
  },
};

export const planList: Verb = {
  name: 'plan list',
  summary: 'Show all plans and how they stand',
  examples: ['holdfast plan list'],
  define: (command, act) => {
    command.action(() =>
      act(async ({ client, json, out }) => {
        const plans = await (await client()).plans.list();
        if (json) await out.json(plans);
        else if (plans.length === 0) await out.print('No plan yet. Make one with “holdfast plan add”.');
        else await out.print(...planTable(plans, Date.now()));
        return 0;
      }),
    );
  },
};

export const planShow: Verb = {
  name: 'plan show',
  summary: 'Show one plan in full',
  examples: ['holdfast plan show Home'],
  define: (command, act) => {
    command.argument('<NAME>', 'name of the plan').action((plan: string) =>
      act(async ({ client, json, out }) => {
        const status = await (await client()).plans.get({ plan });
        if (json) await out.json(status);
        else await out.print(...describePlan(status, Date.now()));
        return 0;
      }),
    );
  },
};

export const planEdit: Verb = {
  name: 'plan edit',
  summary: 'Change a plan; its snapshots stay as they are',
  examples: [
    'holdfast plan edit Home --add-folder ~/Music --add-exclude "*.tmp"',
    'holdfast plan edit Home --accept-empty',
    'holdfast plan edit Home --add-repository /media/blue/holdfast',
    'holdfast plan edit Home --schedule daily@03:00 --add-schedule "0 9-17 * * mon-fri,only=databases"',
    'holdfast plan edit Home --on-connect 6 --afterwards unmount --when-full prune',
    'holdfast plan edit Home --keep last=3,daily=14,weekly=8,monthly=12',
    "holdfast plan edit Shop --add-hook 'before,stop=systemctl stop shop' --add-hook 'always=systemctl start shop'",
    'holdfast plan edit Shop --change-database main --ask-password --test-restore after-each-backup',
  ],
  define: (command, act) => {
    definePlanEditOptions(command.argument('<NAME>', 'name of the plan'));
    defineScheduleEditOptions(command);
    defineDriveEditOptions(command);
    defineHookEditOptions(command);
    const { wishes } = defineDatabaseOptions(command, true);
    command.action((name: string, options: PlanEditOptions) =>
      act((context) => editPlan(context, name, { ...options, wishes })),
    );
  },
};

export const planRemove: Verb = {
  name: 'plan remove',
  summary: 'Forget a plan; its snapshots stay in the repository',
  examples: ['holdfast plan remove Home'],
  define: (command, act) => {
    command.argument('<NAME>', 'name of the plan').action((plan: string) =>
      act(async ({ client, json, out }) => {
        const engine = await client();
        const status = await engine.plans.get({ plan });
        await engine.plans.remove({ plan });
        if (json) await out.json({ removed: status.plan.id });
        else {
          const rest =
            status.snapshots === 0
              ? 'It had no snapshots.'
              : `Its snapshots stay in ${placesOf(status)}; “holdfast connect” brings it back.`;
          await out.print(`Forgot the plan “${displayName(status.plan.name)}”. ${rest}`);
        }
        return 0;
      }),
    );
  },
};

const placesOf = ({ places }: PlanStatus): string =>
  [...new Set(places.filter(({ snapshots }) => snapshots > 0).map(({ path }) => displayName(path)))].join(' and ');

interface PlanAddOptions extends PlanOptions, ScheduleOptions, DriveOptions, HookOptions {
  readonly repository: readonly string[];
  readonly folder?: readonly string[];
  readonly untested?: boolean;
}

interface Wishes {
  readonly wishes: readonly DatabaseWish[];
}

async function addPlan(context: Context, name: string, options: PlanAddOptions & Wishes): Promise<number> {
  const { client, resolve, json, out } = context;
  const databases = await settleDatabases(wishedDatabases(options.wishes), { context, tested: !options.untested });
  const [repository = '', ...also] = options.repository.map(resolve);
  const draft = {
    name,
    repository,
    also,
    folders: options.folder?.map(resolve) ?? [],
    databases: [...databases],
    exclusions: exclusionsOf(options),
    allowFullCopies: options.allowFullCopies ?? false,
    ...keepOf(options),
    schedules: schedulesOf(options) ?? [],
    drive: driveOf(options) ?? defaultDrive,
    hooks: hooksOf(options) ?? [],
  };
  const status = await (await client()).plans.create(draft);
  if (json) await out.json(status);
  else await out.print(...describePlan(status, Date.now()), `Next: holdfast backup ${shellWord(name)}`);
  return 0;
}

async function editPlan(context: Context, name: string, options: PlanEditOptions & Wishes): Promise<number> {
  const { client, resolve, json, out } = context;
  const engine = await client();
  const { plan, places } = await engine.plans.get({ plan: name });
  const databases = await editedDatabases(context, plan, options);
  const repositories = editedRepositories(places, options, resolve);
  const status = await engine.plans.edit({
    plan: plan.id,
    changes: planChanges(plan, options, { resolve, databases, repositories }),
  });
  if (json) await out.json(status);
  else await out.print(...describePlan(status, Date.now()));
  return 0;
}

/** All of the plan's servers as they are to be; undefined where nothing was said about them. */
async function editedDatabases(
  context: Context,
  plan: Plan,
  { wishes, removeDatabase = [], untested }: PlanEditOptions & Wishes,
): Promise<DatabaseDraft[] | undefined> {
  if (wishes.length === 0 && removeDatabase.length === 0) return undefined;
  const gone = removeDatabase.map((label) => findSource(plan.databases, label).id);
  const kept = plan.databases.filter(({ id }) => !gone.includes(id));
  const wished = wishedDatabases(wishes, kept);
  const settled = await settleDatabases(wished, { context, plan: plan.id, tested: !untested });
  const changed = new Map(settled.map((draft) => [draft.id, draft]));
  return [...kept.map((source) => changed.get(source.id) ?? source), ...settled.filter(({ id }) => id === undefined)];
}
