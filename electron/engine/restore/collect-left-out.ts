import type { RestorePreview } from '#shared/domain/restore.ts';

type LeftOut = RestorePreview['leftOut'];

/** So many are told one by one; all are counted. */
const told = 50;

/** Collects what a dry run finds that is going to be left as it is. */
export function collectLeftOut() {
  const first: LeftOut['first'][number][] = [];
  let count = 0;
  return {
    add: (path: string, reason: string): void => {
      count += 1;
      if (first.length < told) first.push({ path, reason });
    },
    soFar: (): LeftOut => ({ count, first: [...first] }),
  };
}
