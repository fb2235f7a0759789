import { describeRun } from '../output/describe-run.ts';
import { displayText } from '../output/display-name.ts';
import { printJsonArray } from '../output/output.ts';
import type { Context, Verb } from '../verb.ts';

const runArgument = 'id of the run, or the beginning of it';

export const runShow: Verb = {
  name: 'run show',
  summary: 'Show one run: outcome, steps, warnings',
  examples: ['holdfast run show 3f2a91c4'],
  define: (command, act) => {
    command.argument('<ID>', runArgument).action((id: string) =>
      act(async ({ client, json, out }) => {
        const run = await (await client()).runs.get({ run: id });
        if (json) await out.json(run);
        else await out.print(...describeRun(run));
        return 0;
      }),
    );
  },
};

export const runLog: Verb = {
  name: 'run log',
  summary: 'Show the log of a run',
  examples: ['holdfast run log 3f2a91c4'],
  define: (command, act) => {
    command.argument('<ID>', runArgument).action((id: string) => act((context) => printLog(context, id)));
  },
};

export const runCancel: Verb = {
  name: 'run cancel',
  summary: 'Cancel a run that is going on',
  examples: ['holdfast run cancel 3f2a91c4'],
  define: (command, act) => {
    command.argument('<ID>', runArgument).action((id: string) =>
      act(async ({ client, json, out }) => {
        const { runs } = await client();
        const run = await runs.get({ run: id });
        await runs.cancel({ run: run.id });
        if (json) await out.json({ runId: run.id, cancelled: run.outcome === null });
        else await out.print(run.outcome === null ? 'Cancelling it.' : `It has ended already: ${run.outcome}.`);
        return 0;
      }),
    );
  },
};

async function printLog(context: Context, id: string): Promise<number> {
  const { json, out } = context;
  if (json) await printJsonArray(out, logLines(context, id));
  else for await (const line of logLines(context, id)) await out.print(displayText(line));
  return 0;
}

async function* logLines({ client, out }: Context, run: string): AsyncGenerator<string, void> {
  const { runs } = await client();
  let from: number | null = 0;
  while (from !== null && out.open()) {
    const { lines, next }: { lines: string[]; next: number | null } = await runs.log({ run, from });
    yield* lines;
    from = next;
  }
}
