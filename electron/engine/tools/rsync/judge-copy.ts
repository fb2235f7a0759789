import { HoldfastError } from '#shared/errors.ts';
import type { ProgramResult } from '../run-program.ts';

export interface CopyResult {
  /** Some entries were not transferred (exit 23) or vanished (24): the caller looks which, and why. */
  readonly partial: boolean;
  readonly stderr: string;
}

const full = /^rsync: .*: (?:No space left on device|(?:Dis[ck] quota|Quota) exceeded) \(\d+\)$/m;
const readOnly = /^rsync: .*: Read-only file system \(\d+\)$/m;
/** Where it was to write, there is nothing (any more): what a single entry lacks ends with exit 23. */
const gone =
  /^rsync: \[Receiver\] .* failed: (?:No such file or directory|Input\/output error|Stale file handle|No such device) \(\d+\)$/m;

/**
 * From rsync's exit code and stderr to what it means. Its own messages end with the system's text and number, in the C
 * locale; names may hold any text, but stand before that and never break a line.
 */
export function judgeCopy(result: Pick<ProgramResult, 'exitCode' | 'stderr'>, target: string): CopyResult {
  const { exitCode, stderr } = result;
  if (exitCode === 0) return { partial: false, stderr };
  if (full.test(stderr)) throw new HoldfastError('destination-full', { path: target });
  if (readOnly.test(stderr)) throw new HoldfastError('destination-read-only', { path: target });
  if (exitCode === 23 || exitCode === 24) return { partial: true, stderr };
  if (gone.test(stderr)) throw new HoldfastError('destination-missing', { path: target });
  throw new HoldfastError('program-failed', {
    program: 'rsync',
    exitCode: exitCode ?? 'killed',
    stderr: stderr.trim().split('\n').slice(0, 3).join(' '),
  });
}
