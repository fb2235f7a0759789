import { exclusionsSchema } from '#shared/domain/plan.ts';
import { createExclusionMatcher } from '../backup/exclusion-matcher.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { VersionRow } from '../catalogue/version-row.ts';
import type { RestoreOrder } from './open-restore.ts';
import { isWithin } from './restore-targets.ts';

/** Which of what the snapshot holds is taken, as far as that does not depend on what is there now. */
export interface EntryFilter {
  /** Nothing is left out. */
  readonly takesAll: boolean;
  /** Whether the patterns name it; what lies in a folder that they name comes along, and need not be asked about. */
  names(source: string, row: VersionRow): boolean;
  /** Whether it is new enough. A folder that is not named for itself comes with what is taken of it. */
  isNewEnough(row: VersionRow): boolean;
}

/** `folders` are the plan's: patterns begin there. Throws `invalid-input` for a pattern that can't work. */
export function createEntryFilter({ only }: Pick<RestoreOrder, 'only'>, folders: readonly string[]): EntryFilter {
  const { newerThan, matching } = only;
  const matcher =
    matching.length > 0 ? createExclusionMatcher(exclusionsSchema.parse({ patterns: [...matching] })) : null;
  const after = newerThan === null ? null : Date.parse(newerThan);
  return {
    takesAll: matcher === null && after === null,
    names: (source, { type }) => {
      if (!matcher) return true;
      const root = folders.find((folder) => isWithin(source, folder === '/' ? '' : folder));
      const relative = root === undefined ? '' : source.slice(root === '/' ? 1 : root.length + 1);
      return relative !== '' && matcher.test(relative, type === fileType.folder, 0) !== null;
    },
    isNewEnough: ({ mtimeS, mtimeNs }) => after === null || mtimeS * 1000 + mtimeNs / 1e6 > after,
  };
}
