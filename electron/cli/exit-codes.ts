import type { Run } from '#shared/domain/run.ts';
import { errorKinds, isErrorCode } from '#shared/errors.ts';

export const exitDone = 0;
export const exitFailed = 1;
export const exitWarnings = 3;
export const exitDamaged = 13;
export const exitProgram = 15;
export const exitCancelled = 130;

/** Exit code of an error; 1 for what is not in the closed list. */
export const exitOf = (code: string): number => (isErrorCode(code) ? errorKinds[code].exit : exitFailed);

/** Exit code of a run that has ended. A skipped run has that of its reason. */
export function exitOfRun(run: Run): number {
  if (run.result?.kind === 'verify' && run.result.damaged.length + run.result.missing.length > 0) return exitDamaged;
  switch (run.outcome) {
    case 'succeeded':
      return exitDone;
    case 'succeeded-with-warnings':
      return exitWarnings;
    case 'cancelled':
      return exitCancelled;
    default:
      return run.error ? exitOf(run.error.code) : exitFailed;
  }
}

/** From harmless to grave: a command over several plans ends with the gravest. */
const gravity: readonly number[] = [
  exitDone,
  exitWarnings,
  11,
  14,
  10,
  2,
  12,
  exitProgram,
  exitFailed,
  exitDamaged,
  exitCancelled,
];

export const worstExit = (exits: readonly number[]): number =>
  exits.reduce((worst, exit) => (gravity.indexOf(exit) > gravity.indexOf(worst) ? exit : worst), exitDone);
