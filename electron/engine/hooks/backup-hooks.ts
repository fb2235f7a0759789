import type { Hook, HookTrial } from '#shared/domain/hook.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';
import { hookEndWords, hookMomentWords } from '#shared/hook-words.ts';
import { planPaths } from '../repository/layout.ts';
import { type Ended, endedBy, endedWith, outcomeOf } from '../runs/judge-end.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { RunReport } from '../runs/run-job.ts';
import { afterCancelMs } from './after-cancel.ts';
import { hookEnvironment, type ToldEnd } from './hook-environment.ts';
import { logHook } from './log-hook.ts';
import { momentsOf } from './moments-of.ts';
import { runHook } from './run-hook.ts';

/** The plan's own commands around one backup. */
export interface BackupHooks {
  /** The run as a whole: where it ends before its commands before had their turn, those for that end are run. */
  around(work: () => Promise<RunReport>): Promise<RunReport>;
  /** What is done while the plan is locked: commands before it, the work, and those for how it ended. */
  within(work: () => Promise<RunReport>): Promise<RunReport>;
}

interface Backup {
  readonly context: RunContext;
  readonly plan: Plan;
  /** Path of its repository. */
  readonly repository: string;
}

/**
 * What a command does afterwards changes nothing about the snapshot: a failing one is a warning. Throws `hook-stopped` where one
 * before the backup failed that may stop it.
 */
export function createBackupHooks(backup: Backup): BackupHooks {
  let begun = false;
  let late: AbortSignal | undefined;
  /** Of what follows a run: it is not cut off by the cancelling that it follows, but has to come to an end. */
  const lastSignal = (): AbortSignal => {
    if (!backup.context.signal.aborted) return backup.context.signal;
    late ??= AbortSignal.timeout(afterCancelMs);
    return late;
  };
  const follow = async (ended: Ended): Promise<void> => {
    const { context, plan } = backup;
    const outcome = outcomeOf(ended, context.warningCount());
    const moments = momentsOf(outcome, begun);
    const due = plan.hooks.filter(({ when, agreed }) => agreed && moments.includes(when));
    if (due.length > 0) context.progress.enter('commands');
    const end = toldEnd(backup, ended);
    for (const hook of due) warnOf(backup, hook, await run(backup, hook, { end, signal: lastSignal() }));
  };
  const followed = async (work: () => Promise<RunReport>): Promise<RunReport> => {
    let report: RunReport;
    try {
      report = await work();
    } catch (thrown) {
      await follow(endedBy(thrown, backup.context));
      throw thrown;
    }
    await follow(endedWith(report));
    return report;
  };
  return {
    around: async (work) => {
      try {
        return await work();
      } catch (thrown) {
        if (!begun) await follow(endedBy(thrown, backup.context));
        throw thrown;
      }
    },
    within: (work) => {
      begun = true;
      return followed(async () => {
        await runBefore(backup);
        return work();
      });
    },
  };
}

async function runBefore(backup: Backup): Promise<void> {
  const { context, plan } = backup;
  const strange = plan.hooks.filter(({ agreed }) => !agreed);
  if (strange.length > 0)
    context.warn({ code: 'hook-not-agreed', path: 'commands', message: notAgreed(plan, strange.length) });
  const due = plan.hooks.filter(({ when, agreed }) => agreed && when === 'before');
  if (due.length > 0) context.progress.enter('commands');
  for (const hook of due) {
    const trial = await run(backup, hook, { end: null, signal: context.signal });
    context.signal.throwIfAborted();
    if (trial.end !== 'done' && hook.stopOnFailure) {
      throw new HoldfastError('hook-stopped', {
        command: hook.command,
        end: hookEndWords(trial, 'en'),
        plan: plan.name,
      });
    }
    warnOf(backup, hook, trial);
  }
}

interface Circumstances {
  readonly end: ToldEnd | null;
  readonly signal: AbortSignal;
}

async function run(backup: Backup, hook: Hook, { end, signal }: Circumstances): Promise<HookTrial> {
  const { context, plan, repository } = backup;
  const { runId, startedAt, log, catalogue } = context;
  const env = hookEnvironment(hook.when, { plan, runId, startedAt, repository }, end);
  const trial = await runHook({ hook, env, signal });
  logHook(log, trial);
  try {
    catalogue.hooks.record(runId, trial);
  } catch (error) {
    log(`how the command ended was not recorded: ${String(error)}`);
  }
  return trial;
}

function warnOf({ context, plan }: Backup, hook: Hook, trial: HookTrial): void {
  if (trial.end === 'done') return;
  const message = `The command ${hookMomentWords.en[trial.when]} failed (${hookEndWords(trial, 'en')}): ${trial.command}`;
  context.warn({ code: 'hook-failed', path: `commands/${plan.hooks.indexOf(hook) + 1}`, message });
}

function notAgreed({ name }: Plan, count: number): string {
  const [were, them, they] = count === 1 ? ['One command was', 'it', 'it'] : [`${count} commands were`, 'them', 'they'];
  return `${were} not run: nobody has agreed to ${them} on this computer, and ${they} came with the repository. Look at “holdfast plan show ${name}”, then “holdfast plan edit ${name} --agree-hooks”.`;
}

function toldEnd({ context, plan, repository }: Backup, ended: Ended): ToldEnd {
  const warnings = context.warningCount();
  const id = ended.report?.snapshotId;
  const row = id === undefined ? undefined : context.catalogue.snapshots.byId(id);
  const folder = `${planPaths(repository, plan.slug).snapshots}/${row?.name ?? ''}`;
  return {
    ...{ outcome: outcomeOf(ended, warnings), error: ended.error, warnings },
    snapshot: row ? { id: row.id, folder } : null,
  };
}
