import os from 'node:os';
import { z } from 'zod';
import { type Plan, planSchema } from '#shared/domain/plan.ts';
import { instantSchema } from '#shared/domain/primitives.ts';
import { foundHooks } from '../hooks/plan-hooks.ts';
import type { PlanPaths } from './layout.ts';
import { readDescription } from './plan-id.ts';
import { writeDurably } from './write-durably.ts';

/**
 * `plan.json`: the plan as last run, and the machine that ran it; without secrets. `writtenAt`: since when it is described so; of
 * a plan in several repositories the newest description counts.
 */
const planFileSchema = z.object({
  plan: planSchema,
  machine: z.string(),
  writtenAt: instantSchema.default(new Date(0).toISOString()),
});
export type PlanFile = z.infer<typeof planFileSchema>;

/**
 * Writes the plan beside its snapshots, if it says something new or takes turns between repositories; `now` in ms. What was
 * agreed to on this computer is not for others.
 */
export function writePlanFile(paths: PlanPaths, plan: Plan, now: number): void {
  const told = { ...plan, hooks: foundHooks(plan.hooks) };
  const file: PlanFile = { plan: told, machine: os.hostname(), writtenAt: new Date(now).toISOString() };
  // Of several descriptions the newest counts, so each has to tell since when it holds.
  if (says(readDescription(paths), file) && plan.rotation.length < 2) return;
  writeDurably(paths.description, `${JSON.stringify(file, null, 2)}\n`);
}

/** Whether what was read says the same, whenever it was written. Simply compared as JSON: this is done at each backup. */
const says = (before: unknown, { plan, machine }: PlanFile): boolean =>
  typeof before === 'object' &&
  before !== null &&
  JSON.stringify({ ...before, writtenAt: undefined }) === JSON.stringify({ plan, machine });

/** Null when it is not there or not a plan. Its commands are agreed to by nobody, whatever the file says. */
export function readPlanFile(paths: PlanPaths): PlanFile | null {
  try {
    const { plan, ...rest } = planFileSchema.parse(readDescription(paths));
    return { ...rest, plan: { ...plan, hooks: foundHooks(plan.hooks) } };
  } catch {
    return null;
  }
}
