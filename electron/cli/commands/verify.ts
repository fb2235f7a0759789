import type { RunDetail } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { conclude, followRun } from '../follow-run.ts';
import { describeResult } from '../output/describe-run.ts';
import { displayName } from '../output/display-name.ts';
import { formatDuration } from '../output/format.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const verify: Verb = {
  name: 'verify',
  summary: 'Read snapshots and compare every checksum',
  examples: ['holdfast verify latest', 'holdfast verify --plan Home', 'holdfast verify --all --json'],
  define: (command, act) => {
    command
      .argument('[SNAPSHOT]', snapshotArgument)
      .option('--plan <NAME>', 'all snapshots of this plan')
      .option('--all', 'all snapshots of all plans')
      .action((snapshot: string | undefined, options: { plan?: string; all?: true }) =>
        act((context) => verifySnapshots(context, { snapshot, ...options })),
      );
  },
};

interface VerifyOptions {
  readonly snapshot?: string;
  readonly plan?: string;
  readonly all?: true;
}

async function verifySnapshots(context: Context, { snapshot, plan, all }: VerifyOptions): Promise<number> {
  if ([snapshot, plan, all].filter((choice) => choice !== undefined).length !== 1) {
    throw new HoldfastError('invalid-input', { reason: 'Say what to verify: a SNAPSHOT, --plan NAME or --all.' });
  }
  const run = await followRun(context, (client) => client.snapshots.verify({ snapshot, plan }));
  if (context.json) await context.out.json(resultDocument(run));
  else await context.out.print(...describe(run));
  return conclude(context, run);
}

function resultDocument(run: RunDetail) {
  const result = run.result?.kind === 'verify' ? run.result : null;
  return {
    type: 'result',
    runId: run.id,
    outcome: run.outcome,
    checked: result?.checked ?? 0,
    damaged: result?.damaged ?? [],
    missing: result?.missing ?? [],
    databases: [],
    warnings: run.warnings,
    durationMs: run.durationMs,
  };
}

function describe(run: RunDetail): readonly string[] {
  if (run.result?.kind !== 'verify') return [];
  return [
    ...run.result.damaged.map(
      ({ path, snapshot, reason, sharedWith }) =>
        `damaged  ${snapshot}  ${displayName(path)}  (${reason}${alsoIn(sharedWith)})`,
    ),
    ...run.result.missing.map(({ path, snapshot }) => `missing  ${snapshot}  ${displayName(path)}`),
    `Verified: ${describeResult(run.result)} in ${formatDuration(run.durationMs)}.`,
  ];
}

const namesTold = 3;

/** Other snapshots that share the damaged copy. */
function alsoIn(names: readonly string[] = []): string {
  if (names.length === 0) return '';
  const more = names.length > namesTold ? ` and ${names.length - namesTold} more` : '';
  return `; also in ${names.slice(0, namesTold).join(', ')}${more}`;
}
