import type { Outcome, Run, RunKind } from '#shared/domain/run.ts';
import { chosen, parseLimit } from '../choices.ts';
import { kindWords, outcomeWords } from '../output/describe-run.ts';
import { displayName } from '../output/display-name.ts';
import { formatDuration, formatTime } from '../output/format.ts';
import { table } from '../output/table.ts';
import { pages } from '../pages.ts';
import type { Context, Verb } from '../verb.ts';

export const runs: Verb = {
  name: 'runs',
  summary: 'Show what was done, newest first',
  examples: ['holdfast runs', 'holdfast runs --plan Home --outcome failed --limit 10'],
  define: (command, act) => {
    command
      .option('--plan <NAME>', 'only those of this plan')
      .option('--kind <KIND>', `only ${Object.keys(kindWords).join(', ')}`)
      .option('--outcome <OUTCOME>', `only ${Object.keys(outcomeWords).join(', ')}`)
      .option('--limit <N>', 'at most so many', '50')
      .action((options: RunsOptions) => act((context) => listRuns(context, options)));
  },
};

interface RunsOptions {
  readonly plan?: string;
  readonly kind?: string;
  readonly outcome?: string;
  readonly limit: string;
}

async function listRuns({ client, json, out }: Context, options: RunsOptions): Promise<number> {
  const filter = {
    plan: options.plan,
    kind: chosen<RunKind>('kind', kindWords, options.kind),
    outcome: chosen<Outcome>('outcome', outcomeWords, options.outcome),
  };
  const limit = parseLimit(options.limit);
  const engine = await client();
  const found: Run[] = [];
  for await (const run of pages((page) => engine.runs.list({ ...filter, ...page }), limit)) found.push(run);
  if (json) await out.json(found);
  else if (found.length === 0) await out.print('No run to show.');
  else await out.print(...runTable(found));
  return 0;
}

const runTable = (found: readonly Run[]): readonly string[] =>
  table(found, [
    { title: 'Run', cell: ({ id }) => id.slice(0, 8) },
    { title: 'Started', cell: ({ startedAt }) => formatTime(startedAt) },
    { title: 'What', cell: ({ kind }) => kindWords[kind] },
    { title: 'Plan', cell: ({ planName }) => (planName === null ? '' : displayName(planName)) },
    { title: 'Took', cell: ({ durationMs, outcome }) => (outcome ? formatDuration(durationMs) : ''), align: 'right' },
    { title: 'Outcome', cell: ({ outcome }) => (outcome ? outcomeWords[outcome] : 'running') },
  ]);
