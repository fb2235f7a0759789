import { HoldfastError } from '#shared/errors.ts';

const told = 20;

/** Gathers what can't be saved before a restore changes it: what can't be saved must not be touched. */
export interface NotSaved {
  add(path: string, reason: string): void;
  /** Throws `safety-incomplete`, with the first of them by name, if there are any. */
  refuse(): void;
}

export function createNotSaved(): NotSaved {
  const paths: string[] = [];
  let count = 0;
  return {
    add: (path, reason) => {
      count += 1;
      if (paths.length < told) paths.push(`${path} (${reason})`);
    },
    refuse: () => {
      if (count > 0) throw new HoldfastError('safety-incomplete', { count, paths });
    },
  };
}

export const changedMeanwhile = 'it changed while it was being saved';

/** Why an entry can't be read, from the system's code. */
export const unreadable = (code: string): string =>
  code === 'EACCES' || code === 'EPERM' ? 'it can’t be read: permission denied' : `it can’t be read (${code})`;
