import { conclude, followRun } from '../follow-run.ts';
import { describeResult } from '../output/describe-run.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const deleteSnapshot: Verb = {
  name: 'delete',
  summary: 'Delete a snapshot for good; without --confirm it only says which phrase confirms it',
  examples: ["holdfast delete 3f2a91c4 --confirm 'PHRASE'"],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .option('--confirm <PHRASE>', 'the phrase that this deletion asks for')
      .action((snapshot: string, { confirm }: { confirm?: string }) =>
        act((context) => removeSnapshot(context, snapshot, confirm)),
      );
  },
};

async function removeSnapshot(context: Context, snapshot: string, confirm: string | undefined): Promise<number> {
  const run = await followRun(context, (client) => client.snapshots.remove({ snapshot, confirm }));
  const result = run.result?.kind === 'delete' ? run.result : null;
  if (context.json) {
    await context.out.json({
      type: 'result',
      outcome: run.outcome,
      entries: result?.entries ?? 0,
      warnings: run.warnings,
    });
  } else if (result) {
    await context.out.print(`Deleted the snapshot: ${describeResult(result)}.`);
  }
  return conclude(context, run);
}
