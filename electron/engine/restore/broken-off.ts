import { HoldfastError } from '#shared/errors.ts';
import type { JournalHeader } from './journal.ts';
import type { RestoreScope } from './restore-scope.ts';

/**
 * What a restore fails with that has begun to touch files, and can't go on: the reason, and by a warning (of a cancelled
 * one in its words) how things stand and what to do next.
 */
export function brokenOff(scope: RestoreScope, { runId }: JournalHeader, error: unknown): unknown {
  const { context } = scope;
  const run = runId.slice(0, 8);
  const rest = `Each file is either the old or the new one, whole. Finish it with “holdfast restore finish ${run}”, or take it back with “holdfast restore undo ${run}”.`;
  if (context.signal.aborted) return new HoldfastError('cancelled', { rest }, error);
  context.warn({
    code: 'not-finished',
    path: scope.open.roots[0]?.target || '/',
    message: `The restore stopped before its end. ${rest}`,
  });
  return error;
}
