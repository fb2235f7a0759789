import { Option } from 'commander';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { type BackedUpDatabase, type BackupPart, backupParts, type RunDetail } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { exitCancelled, exitDone, exitOfRun, exitWarnings, worstExit } from '../exit-codes.ts';
import { CommandFailure, type Failure, failureDocument, toFailure } from '../failure.ts';
import { failureOfRun, followRun, showWarnings } from '../follow-run.ts';
import { describeResult } from '../output/describe-run.ts';
import { displayName, displayText } from '../output/display-name.ts';
import { countOf, formatDuration, formatSize } from '../output/format.ts';
import type { Context, Verb } from '../verb.ts';

export const backup: Verb = {
  name: 'backup',
  summary: 'Back up one plan, several, or all of them',
  examples: [
    'holdfast backup',
    'holdfast backup Home Code',
    'holdfast backup Home --only databases --json',
    'holdfast backup Home --to /media/blue/holdfast',
  ],
  define: (command, act) => {
    command
      .argument('[NAME...]', 'plans to back up; all of them when none is named')
      .option('--full-checksum', 'compare contents rather than times (reads every file)')
      .addOption(new Option('--only <PART>', 'only the folders, or only the databases').choices([...backupParts]))
      .option('--to <REPOSITORY>', 'to this one of the repositories that take turns (folder or id)')
      .action((names: string[], { fullChecksum = false, only = null, to }: GivenOptions) =>
        act((context) => backUp(context, names, { fullChecksum, only, repository: to && repositoryOf(context, to) })),
      );
  },
};

interface BackupOptions {
  readonly fullChecksum: boolean;
  readonly only: BackupPart | null;
  readonly repository?: string | undefined;
}

interface GivenOptions extends Partial<Omit<BackupOptions, 'repository'>> {
  readonly to?: string;
}

/** An id is no path. */
const repositoryOf = ({ resolve }: Context, to: string): string => (/^[0-9a-f-]{36}$/.test(to) ? to : resolve(to));

/** One plan after the other; the exit code is that of the worst. */
async function backUp(context: Context, names: readonly string[], options: BackupOptions): Promise<number> {
  const plans = await choosePlans(context, names, options.only);
  const ends: BackupEnd[] = [];
  for (const plan of plans) {
    const end = await backUpOne(context, plan, options);
    await show(context, end.run?.planName ?? plan, end, plans.length > 1);
    ends.push(end);
    if (end.exit === exitCancelled) break;
  }
  const worst = worstExit(ends.map(({ exit }) => exit));
  const failure = ends.find(({ exit }) => exit === worst)?.failure;
  // A single plan's failure is told by whoever called; of several each was told when it happened.
  if (failure && plans.length === 1) throw new CommandFailure(failure);
  if (failure && context.json) await context.out.json(failureDocument(failure));
  return worst;
}

/** Of several names all have to be right before the first backup starts; a single one is looked up by its backup. */
async function choosePlans(
  { client }: Context,
  names: readonly string[],
  only: BackupPart | null,
): Promise<readonly string[]> {
  if (names.length === 1) return names;
  const { plans } = await client('backup');
  const chosen = [...new Set(names)].map((plan) => plans.get({ plan }));
  const found = names.length > 0 ? await Promise.all(chosen) : withoutSample((await plans.list()).filter(has(only)));
  if (found.length > 0) return [...new Set(found.map(({ plan }) => plan.name))];
  throw new HoldfastError('invalid-input', {
    reason: only
      ? `There is no plan with ${only === 'files' ? 'folders' : 'databases'} yet. See “holdfast plan list”.`
      : 'There is no plan to back up yet. Make one with “holdfast plan add”.',
  });
}

/** Sample data is backed up when it is named, or there is nothing else. */
function withoutSample(plans: readonly PlanStatus[]): readonly PlanStatus[] {
  const real = plans.filter(({ plan }) => !plan.sample);
  return real.length > 0 ? real : plans;
}

const has =
  (only: BackupPart | null) =>
  ({ plan }: PlanStatus): boolean =>
    only === null || (only === 'files' ? plan.folders : plan.databases).length > 0;

interface BackupEnd {
  readonly exit: number;
  /** Null when the backup was refused before a run began. */
  readonly run: RunDetail | null;
  readonly failure: Failure | null;
}

async function backUpOne(context: Context, plan: string, options: BackupOptions): Promise<BackupEnd> {
  try {
    const run = await followRun(context, 'backup', (client) => client.runs.backup({ plan, ...options }));
    const exit = exitOfRun(run);
    return { exit, run, failure: exit === exitDone || exit === exitWarnings ? null : failureOfRun(run) };
  } catch (error) {
    const failure = await toFailure(error);
    return { exit: failure.exit, run: null, failure };
  }
}

async function show(context: Context, plan: string, end: BackupEnd, several: boolean): Promise<void> {
  const { json, out } = context;
  if (json) return out.json(resultDocument(plan, end));
  if (end.run) {
    showWarnings(context, end.run);
    await out.print(...describeBackup(plan, end.run));
  }
  if (end.failure && several) out.note(displayText(`${plan}: ${end.failure.message}`));
}

const noFiles = { added: 0, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 };

function resultDocument(plan: string, { run, exit, failure }: BackupEnd) {
  const result = run?.result?.kind === 'backup' ? run.result : { unchanged: false, files: noFiles, databases: [] };
  return {
    type: 'result',
    plan,
    runId: run?.id ?? null,
    outcome: run?.outcome ?? (exit === 11 || exit === 12 ? 'skipped' : 'failed'),
    unchanged: result.unchanged,
    snapshot: run?.snapshotId ?? null,
    files: result.files,
    databases: result.databases ?? [],
    warnings: run?.warnings ?? [],
    durationMs: run?.durationMs ?? 0,
    error: failure && { code: failure.code, message: failure.message },
  };
}

function describeBackup(plan: string, run: RunDetail): readonly string[] {
  const { result, outcome } = run;
  if (result?.kind !== 'backup' || outcome === 'cancelled' || outcome === 'skipped') return [];
  const summary = `${displayName(plan)}: ${describeResult(result)} in ${formatDuration(run.durationMs)}.`;
  const dumped = (result.databases ?? []).flatMap(describeDatabase);
  const snapshot = result.unchanged || run.snapshotId === null ? [] : [`Snapshot ${run.snapshotId.slice(0, 8)}.`];
  return [summary, ...dumped, ...snapshot];
}

/** What failed is told by its warning. */
function describeDatabase({ label, database, bytes, tables, rows, durationMs, error }: BackedUpDatabase): string[] {
  if (error !== null || database === null) return [];
  const held = `${countOf(tables, 'table')}, ${countOf(rows, 'row')}`;
  return [`  ${displayName(`${label}/${database}`)}: ${held}, ${formatSize(bytes)} in ${formatDuration(durationMs)}`];
}
