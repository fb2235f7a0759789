import type { HoldfastClient } from '#shared/contract/index.ts';
import type { RetainedSnapshot, RetentionPreview } from '#shared/domain/retention.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { exitDone, worstExit } from '../exit-codes.ts';
import { conclude, followRun } from '../follow-run.ts';
import { describeRetention } from '../output/describe-retention.ts';
import { displayName } from '../output/display-name.ts';
import { countOf } from '../output/format.ts';
import type { Context, Verb } from '../verb.ts';

export const prune: Verb = {
  name: 'prune',
  summary: 'Delete the snapshots that plans no longer keep; --dry-run only says which and why',
  examples: ['holdfast prune --dry-run --explain', 'holdfast prune --plan Home'],
  define: (command, act) => {
    command
      .option('--plan <NAME>', 'only those of this plan')
      .option('--dry-run', 'delete nothing, say what would go')
      .option('--explain', 'also tell what stays, why, and until when')
      .action((options: PruneOptions) => act((context) => prunePlans(context, options)));
  },
};

interface PruneOptions {
  readonly plan?: string;
  readonly dryRun?: true;
  readonly explain?: true;
}

async function prunePlans(context: Context, options: PruneOptions): Promise<number> {
  const { client, json, out } = context;
  const { explain = false, dryRun = false } = options;
  const engine = await client();
  const plans = options.plan === undefined ? await allPlans(engine) : [options.plan];
  const previews = await Promise.all(plans.map((plan) => engine.retention.preview({ plan })));
  if (dryRun && json) await out.json(previews.map((preview) => documentOf(preview, explain)));
  else if (previews.length === 0 && !json) await out.print('No plan yet. Make one with “holdfast plan add”.');
  if (dryRun && !json) for (const preview of previews) await out.print(...describeRetention(preview, explain));
  if (dryRun) return exitDone;
  const exits: number[] = [];
  for (const preview of previews) exits.push(await pruneOne(context, preview, explain));
  return worstExit(exits);
}

const allPlans = async (engine: HoldfastClient): Promise<string[]> =>
  (await engine.plans.list()).map(({ plan }) => plan.id);

async function pruneOne(context: Context, preview: RetentionPreview, explain: boolean): Promise<number> {
  const { json, out } = context;
  const { planId, planName, snapshots } = preview;
  if (explain && !json) await out.print(...describeRetention(preview, true));
  const gone = snapshots.filter(({ keep }) => !keep);
  if (gone.length === 0) {
    if (json) await out.json({ type: 'result', outcome: 'succeeded', runId: null, ...documentOf(preview, explain) });
    else await out.print(`“${displayName(planName)}”: nothing to delete.`);
    return exitDone;
  }
  const engine = await context.client();
  const { runIds } = await engine.retention.prune({ plan: planId });
  const runs: RunDetail[] = [];
  for (const runId of runIds) runs.push(await followRun(context, 'delete', async () => ({ runId })));
  const [run] = runs.filter(({ outcome }) => outcome !== 'succeeded').concat(runs);
  const deleted = gone.length - (await stillThere(engine, planId, gone));
  if (json) {
    const ended = { outcome: run?.outcome ?? 'succeeded', runId: run?.id ?? null };
    await out.json({ type: 'result', ...ended, ...documentOf(preview, explain) });
  } else if (run === undefined || run.result) {
    const rest = gone.length - deleted;
    const away = rest === 0 ? '' : ` ${countOf(rest, 'more goes', 'more go')} once their drives are there.`;
    const kept = countOf(snapshots.length - gone.length, 'snapshot');
    await out.print(`“${displayName(planName)}”: deleted ${countOf(deleted, 'snapshot')}, ${kept} stay.${away}`);
  }
  return run === undefined ? exitDone : conclude(context, run);
}

async function stillThere(engine: HoldfastClient, plan: string, gone: readonly RetainedSnapshot[]): Promise<number> {
  const ids = new Set((await engine.snapshots.list({ plan })).map(({ id }) => id));
  return gone.filter(({ snapshotId }) => ids.has(snapshotId)).length;
}

/** What goes, and with `explain` all of them with their reasons. */
function documentOf({ snapshots, ...preview }: RetentionPreview, explain: boolean) {
  const remove = snapshots.filter(({ keep }) => !keep);
  return { ...preview, kept: snapshots.length - remove.length, remove, ...(explain && { snapshots }) };
}
