import type { HookMoment } from '#shared/domain/hook.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Outcome } from '#shared/domain/run.ts';

/** The run that a command is told of. */
export interface ToldRun {
  readonly plan: Pick<Plan, 'id' | 'name'>;
  readonly runId: string;
  readonly startedAt: string;
  /** Path of the plan's repository. */
  readonly repository: string;
}

/** How it ended, as far as that can be told before its commands have had their turn. */
export interface ToldEnd {
  readonly outcome: Outcome;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly warnings: number;
  readonly snapshot: { readonly id: string; readonly folder: string } | null;
}

/** More than that of an error's sentence is no help. */
const longest = 4000;

/**
 * What a command of a plan is told of its run by its environment. All of the names are there each time, empty where there is
 * nothing to tell. `end`: null before a backup. Never secrets.
 */
export function hookEnvironment(when: HookMoment, run: ToldRun, end: ToldEnd | null): Readonly<Record<string, string>> {
  const told = {
    HOLDFAST_WHEN: when,
    HOLDFAST_PLAN: run.plan.name,
    HOLDFAST_PLAN_ID: run.plan.id,
    HOLDFAST_RUN_ID: run.runId,
    HOLDFAST_STARTED_AT: run.startedAt,
    HOLDFAST_REPOSITORY: run.repository,
    HOLDFAST_OUTCOME: end?.outcome ?? '',
    HOLDFAST_SNAPSHOT: end?.snapshot?.id ?? '',
    HOLDFAST_SNAPSHOT_FOLDER: end?.snapshot?.folder ?? '',
    HOLDFAST_WARNINGS: end === null ? '' : String(end.warnings),
    HOLDFAST_ERROR: (end?.error?.message ?? '').slice(0, longest),
    HOLDFAST_ERROR_CODE: end?.error?.code ?? '',
  };
  // What holds a null character can't be handed to a program.
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, value.replaceAll('\0', '')]));
}
