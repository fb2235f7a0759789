import type { Outcome } from '#shared/domain/run.ts';
import { asHoldfastError, type ErrorCode, HoldfastError } from '#shared/errors.ts';
import type { RunContext } from './run-context.ts';
import type { RunReport } from './run-job.ts';

/** How a job ended: with a report, an error, or both. */
export interface Ended {
  readonly report: RunReport | null;
  readonly error: HoldfastError | null;
}

export const endedWith = (report: RunReport): Ended => ({ report, error: report.failure ?? null });

/** Whatever a cancelled job threw, it was cancelled; a job may say what becomes of the rest. */
export function endedBy(thrown: unknown, { signal }: Pick<RunContext, 'signal'>): Ended {
  if (!signal.aborted) return { report: null, error: asHoldfastError(thrown) };
  const said = thrown instanceof HoldfastError && thrown.code === 'cancelled';
  return { report: null, error: said ? thrown : new HoldfastError('cancelled', {}, thrown) };
}

/** Reasons for which a run never started: it is recorded as skipped. */
const skipCodes: ReadonlySet<ErrorCode> = new Set([
  'locked',
  'test-restore-running',
  'destination-missing',
  'destination-not-mounted',
  'destination-wrong-volume',
]);

/** The one outcome of a run that warned so many times. */
export function outcomeOf({ report, error }: Ended, warnings: number): Outcome {
  if (error?.code === 'cancelled') return 'cancelled';
  // A run that has something to report did start.
  if (error) return report === null && skipCodes.has(error.code) ? 'skipped' : 'failed';
  return warnings > 0 ? 'succeeded-with-warnings' : 'succeeded';
}
