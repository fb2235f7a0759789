import type { RunContext } from '../runs/run-context.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';

export async function runRebuild(_job: JobOf<'rebuild'>, _context: RunContext): Promise<RunReport> {
  throw new Error('being written');
}
