import fs from 'node:fs';
import { z } from 'zod';
import { fsPath } from '../tools/fs-path.ts';
import type { PlanPaths } from './layout.ts';

const planIdSchema = z.object({ plan: z.object({ id: z.string() }) });

/** Id of the plan that a folder of the repository belongs to; null when no description of a plan is there. */
export const readPlanId = (paths: PlanPaths): string | null =>
  planIdSchema.safeParse(readDescription(paths)).data?.plan.id ?? null;

/** What `plan.json` holds; null when it is not there or no JSON. */
export function readDescription({ description }: PlanPaths): unknown {
  try {
    return JSON.parse(fs.readFileSync(fsPath(description), 'utf8'));
  } catch {
    return null;
  }
}
