import type { Exclusions } from '#shared/domain/plan.ts';

/** Nothing is left out but folders that say of themselves that they are caches. */
export const exclusionDefaults: Exclusions = {
  patterns: [],
  caches: true,
  ifPresent: [],
  largerThan: null,
  oneFileSystem: false,
};
