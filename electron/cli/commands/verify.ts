import type { RunDetail, TestedDatabase } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { exitDamaged, exitOfRun, worstExit } from '../exit-codes.ts';
import { conclude, followRun } from '../follow-run.ts';
import { describeResult } from '../output/describe-run.ts';
import { displayName, displayText } from '../output/display-name.ts';
import { formatCount, formatDuration } from '../output/format.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const verify: Verb = {
  name: 'verify',
  summary: 'Read snapshots and compare every checksum; test dumps by restoring them',
  examples: [
    'holdfast verify latest',
    'holdfast verify --plan Home',
    'holdfast verify --all --json',
    'holdfast verify latest --test-restore',
  ],
  define: (command, act) => {
    command
      .argument('[SNAPSHOT]', snapshotArgument)
      .option('--plan <NAME>', 'all snapshots of this plan')
      .option('--all', 'all snapshots of all plans')
      .option(
        '--test-restore',
        'also restore its databases into a scratch server and compare; of plans the newest dumps',
      )
      .action((snapshot: string | undefined, options: Omit<VerifyOptions, 'snapshot'>) =>
        act((context) => verifySnapshots(context, { snapshot, ...options })),
      );
  },
};

interface VerifyOptions {
  readonly snapshot?: string | undefined;
  readonly plan?: string;
  readonly all?: true;
  readonly testRestore?: true;
}

async function verifySnapshots(context: Context, options: VerifyOptions): Promise<number> {
  const { snapshot, plan, all, testRestore = false } = options;
  if ([snapshot, plan, all].filter((choice) => choice !== undefined).length !== 1) {
    throw new HoldfastError('invalid-input', { reason: 'Say what to verify: a SNAPSHOT, --plan NAME or --all.' });
  }
  if (testRestore) await requireDumps(context, options);
  const run = await followRun(context, 'verify', (client) => client.snapshots.verify({ snapshot, plan }));
  const tests = testRestore && run.outcome !== 'cancelled' ? await testDumps(context, options) : null;
  if (context.json) await context.out.json(resultDocument(run, tests));
  else await context.out.print(...describe(run), ...(tests ? describeTests(tests) : []));
  if (!tests) return conclude(context, run);
  const exits =
    exitOfRun(run) === exitDamaged ? [conclude(context, run)] : [conclude(context, tests), conclude(context, run)];
  return worstExit(exits);
}

/** Before anything else is done: a snapshot may be without databases. */
async function requireDumps(context: Context, { snapshot, plan }: VerifyOptions): Promise<void> {
  const client = await context.client('verify');
  const { items } = await client.databases.dumps({ snapshot, plan, limit: 1 });
  if (items.length > 0) return;
  const reason = 'There is no dump of a database to test. Leave --test-restore out, or back up a database first.';
  throw new HoldfastError('invalid-input', { reason });
}

const testDumps = (context: Context, { snapshot, plan }: VerifyOptions): Promise<RunDetail> =>
  followRun(context, 'test-restore', (client) => client.databases.testRestore({ snapshot, plan }));

function resultDocument(run: RunDetail, tests: RunDetail | null) {
  const result = run.result?.kind === 'verify' ? run.result : null;
  return {
    type: 'result',
    runId: run.id,
    outcome: run.outcome,
    checked: result?.checked ?? 0,
    damaged: result?.damaged ?? [],
    missing: result?.missing ?? [],
    databases: testedIn(tests).map(
      ({ database, label, snapshot, ok, checks, failures, remarks, restoreMs, checkMs }) => ({
        ...{ name: database, label, snapshot, ok, queries: checks, errors: failures, remarks, restoreMs, checkMs },
      }),
    ),
    ...(tests && { testRunId: tests.id, testOutcome: tests.outcome }),
    warnings: [...run.warnings, ...(tests?.warnings ?? [])],
    durationMs: run.durationMs + (tests?.durationMs ?? 0),
  };
}

const testedIn = (tests: RunDetail | null): readonly TestedDatabase[] =>
  tests?.result?.kind === 'test-restore' ? tests.result.databases : [];

function describeTests(tests: RunDetail): readonly string[] {
  return testedIn(tests).flatMap(({ label, database, ok, checks, failures, remarks, restoreMs, checkMs }) => [
    `${ok ? 'proven ' : 'FAILED '} ${label}/${displayText(database)}  (${formatCount(checks.passed)} of ${formatCount(checks.total)} comparisons; restored in ${formatDuration(restoreMs)}, compared in ${formatDuration(checkMs)})`,
    ...failures.map((failure) => `         ${displayText(failure)}`),
    ...remarks.map((remark) => `         Remark: ${displayText(remark)}`),
  ]);
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
