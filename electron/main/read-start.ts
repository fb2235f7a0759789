import { pathOfLink } from './page-address.ts';

/** How the program was started, or started once more. */
export interface Start {
  /** `--hidden`: without a window, as at login. */
  readonly hidden: boolean;
  /** The page that it is to show, of an argument `holdfast://app/…`. */
  readonly path: string | undefined;
}

/** Arguments that mean nothing here are Chromium's, or somebody's mistake: they are passed over. Pure. */
export function readStart(args: readonly string[]): Start {
  return {
    hidden: args.includes('--hidden'),
    path: args.map(pathOfLink).find((path) => path !== undefined),
  };
}

/** What a second start handed over (see `requestSingleInstanceLock`), else the arguments as Chromium passed them on. */
export function handedArguments(handed: unknown, passed: readonly string[]): readonly string[] {
  const args = typeof handed === 'object' && handed !== null && 'args' in handed ? handed.args : undefined;
  return Array.isArray(args) ? args.filter((one) => typeof one === 'string') : passed;
}
