import { describePlan, planTable } from '../output/describe-plan.ts';
import { displayName, shellWord } from '../output/display-name.ts';
import {
  definePlanEditOptions,
  definePlanOptions,
  exclusionsOf,
  type PlanEditOptions,
  type PlanOptions,
  planChanges,
} from '../plan-options.ts';
import type { Context, Verb } from '../verb.ts';

export const planAdd: Verb = {
  name: 'plan add',
  summary: 'Say what to back up, and where to',
  examples: [
    'holdfast plan add Home --repository /media/backup/holdfast --folder ~/Documents ~/Pictures',
    "holdfast plan add Code --repository /media/backup/holdfast --folder ~/code --exclude node_modules --exclude '*.o' --exclude-caches --exclude-larger 2G",
  ],
  define: (command, act) => {
    definePlanOptions(
      command
        .argument('<NAME>', 'name of the plan')
        .requiredOption('--repository <DIR>', 'where the snapshots go')
        .requiredOption('--folder <DIR...>', 'the folders to back up'),
    ).action((name: string, options: PlanAddOptions) => act((context) => addPlan(context, name, options)));
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
  ],
  define: (command, act) => {
    definePlanEditOptions(command.argument('<NAME>', 'name of the plan')).action(
      (name: string, options: PlanEditOptions) => act((context) => editPlan(context, name, options)),
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
              : `Its snapshots stay in ${displayName(status.repositoryPath)}; “holdfast connect” brings it back.`;
          await out.print(`Forgot the plan “${displayName(status.plan.name)}”. ${rest}`);
        }
        return 0;
      }),
    );
  },
};

interface PlanAddOptions extends PlanOptions {
  readonly repository: string;
  readonly folder: readonly string[];
}

async function addPlan(
  { client, resolve, json, out }: Context,
  name: string,
  options: PlanAddOptions,
): Promise<number> {
  const draft = {
    name,
    repository: resolve(options.repository),
    folders: options.folder.map(resolve),
    exclusions: exclusionsOf(options),
    allowFullCopies: options.allowFullCopies ?? false,
  };
  const status = await (await client()).plans.create(draft);
  if (json) await out.json(status);
  else await out.print(...describePlan(status, Date.now()), `Next: holdfast backup ${shellWord(name)}`);
  return 0;
}

async function editPlan(
  { client, resolve, json, out }: Context,
  name: string,
  options: PlanEditOptions,
): Promise<number> {
  const engine = await client();
  const { plan } = await engine.plans.get({ plan: name });
  const status = await engine.plans.edit({ plan: plan.id, changes: planChanges(plan, options, resolve) });
  if (json) await out.json(status);
  else await out.print(...describePlan(status, Date.now()));
  return 0;
}
