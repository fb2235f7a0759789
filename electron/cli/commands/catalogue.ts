import { conclude, followRun } from '../follow-run.ts';
import { describeResult } from '../output/describe-run.ts';
import type { Context, Verb } from '../verb.ts';

export const catalogueRebuild: Verb = {
  name: 'catalogue rebuild',
  summary: 'Read again from the repositories everything the catalogue knows of them',
  examples: ['holdfast catalogue rebuild', 'holdfast catalogue rebuild --repository /media/backup/holdfast'],
  define: (command, act) => {
    command
      .option('--repository <DIR>', 'only this repository')
      .action(({ repository }: { repository?: string }) => act((context) => rebuild(context, repository)));
  },
};

async function rebuild(context: Context, given: string | undefined): Promise<number> {
  const repository = given === undefined ? undefined : context.resolve(given);
  const run = await followRun(context, 'rebuild', (client) => client.repositories.rebuild({ repository }));
  const result = run.result?.kind === 'rebuild' ? run.result : null;
  if (context.json) {
    const { plans, snapshots } = result ?? { plans: 0, snapshots: 0 };
    await context.out.json({ type: 'result', outcome: run.outcome, plans, snapshots, warnings: run.warnings });
  } else if (result) {
    await context.out.print(`Rebuilt the catalogue: ${describeResult(result)}.`);
  }
  return conclude(context, run);
}
