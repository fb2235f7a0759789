import { conclude, followRun } from '../follow-run.ts';
import { displayName } from '../output/display-name.ts';
import { countOf } from '../output/format.ts';
import type { Context, Verb } from '../verb.ts';

export const connect: Verb = {
  name: 'connect',
  summary: 'Work with a repository that exists already, its plans and its history',
  examples: ['holdfast connect /media/backup/holdfast'],
  define: (command, act) => {
    command
      .argument('<REPOSITORY>', 'folder of the repository')
      .action((path: string) => act((context) => connectRepository(context, context.resolve(path))));
  },
};

async function connectRepository(context: Context, path: string): Promise<number> {
  const run = await followRun(context, 'rebuild', (client) => client.repositories.connect({ path }));
  const { plans, snapshots } = run.result?.kind === 'rebuild' ? run.result : { plans: 0, snapshots: 0 };
  if (context.json) {
    await context.out.json({ type: 'result', outcome: run.outcome, path, plans, snapshots, warnings: run.warnings });
  } else if (run.result) {
    await context.out.print(
      `Connected ${displayName(path)}: ${countOf(plans, 'plan')}, ${countOf(snapshots, 'snapshot')}.`,
    );
  }
  return conclude(context, run);
}
