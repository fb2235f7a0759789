import { createHash } from 'node:crypto';
import { chooseHome } from '../choose-home.ts';

/**
 * The usual home, as a process finds it that has nothing of a shell's environment: what a login or a service starts
 * does not know of an XDG_DATA_HOME that was set in a profile.
 */
const isUsual = (home: string): boolean => home === chooseHome(undefined, {});

/** What a home's service and autostart file are called, without their ending: each home has its own. */
export const nameOfHome = (home: string): string =>
  isUsual(home) ? 'holdfast' : `holdfast-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`;

/** The words of a command line that name the home, where that is needed. */
export const homeWords = (home: string): readonly string[] => (isUsual(home) ? [] : ['--home', home]);
