import fs from 'node:fs';
import os from 'node:os';
import { z } from 'zod';
import { type Plan, planSchema } from '#shared/domain/plan.ts';
import { foundHooks } from '../hooks/plan-hooks.ts';
import { fsPath } from '../tools/fs-path.ts';
import type { PlanPaths } from './layout.ts';
import { writeDurably } from './write-durably.ts';

/** `plan.json`: the plan as last run, and the machine that ran it; without secrets. */
const planFileSchema = z.object({ plan: planSchema, machine: z.string() });
export type PlanFile = z.infer<typeof planFileSchema>;

/** Writes the plan beside its snapshots, if it says something new. What was agreed to on this computer is not for others. */
export function writePlanFile(paths: PlanPaths, plan: Plan): void {
  const told = { ...plan, hooks: foundHooks(plan.hooks) };
  const content = `${JSON.stringify({ plan: told, machine: os.hostname() } satisfies PlanFile, null, 2)}\n`;
  if (readText(paths.description) !== content) writeDurably(paths.description, content);
}

/** Null when it is not there or not a plan. Its commands are agreed to by nobody, whatever the file says. */
export function readPlanFile(paths: PlanPaths): PlanFile | null {
  try {
    const { plan, machine } = planFileSchema.parse(JSON.parse(readText(paths.description) ?? 'null'));
    return { plan: { ...plan, hooks: foundHooks(plan.hooks) }, machine };
  } catch {
    return null;
  }
}

function readText(file: string): string | null {
  return fs.existsSync(fsPath(file)) ? fs.readFileSync(fsPath(file), 'utf8') : null;
}
