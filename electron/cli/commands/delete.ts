import { conclude, followRun } from '../follow-run.ts';
import { describeResult } from '../output/describe-run.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const deleteSnapshot: Verb = {
  name: 'delete',
  summary: 'Delete snapshots of a plan for good; without --confirm it only says which phrase confirms it',
  examples: ["holdfast delete 3f2a91c4 --confirm 'PHRASE'", "holdfast delete 3f2a91c4 88d01c7e --confirm 'PHRASE'"],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT...>', snapshotArgument)
      .option('--confirm <PHRASE>', 'the phrase that this deletion asks for')
      .action((snapshots: string[], { confirm }: { confirm?: string }) =>
        act((context) => removeSnapshots(context, snapshots, confirm)),
      );
  },
};

async function removeSnapshots(
  context: Context,
  snapshots: readonly string[],
  confirm: string | undefined,
): Promise<number> {
  const wanted = { snapshots: [...snapshots], confirm };
  const run = await followRun(context, 'delete', (client) => client.snapshots.removeSeveral(wanted));
  const result = run.result?.kind === 'delete' ? run.result : null;
  if (context.json) {
    await context.out.json({
      type: 'result',
      outcome: run.outcome,
      entries: result?.entries ?? 0,
      warnings: run.warnings,
    });
  } else if (result) {
    const what = new Set(snapshots).size === 1 ? 'the snapshot' : 'the snapshots';
    await context.out.print(`Deleted ${what}: ${describeResult(result)}.`);
  }
  return conclude(context, run);
}
