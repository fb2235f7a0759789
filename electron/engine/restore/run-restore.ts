import type { RunContext } from '../runs/run-context.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';

export async function runRestore(_job: JobOf<'restore'>, _context: RunContext): Promise<RunReport> {
  throw new Error('being written');
}
