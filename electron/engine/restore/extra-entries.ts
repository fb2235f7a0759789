import fs from 'node:fs';
import type { Exclusions } from '#shared/domain/plan.ts';
import { createExclusionMatcher, tagLength } from '../backup/exclusion-matcher.ts';
import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import { recordOf } from '../tools/record-of.ts';
import { deletionOf } from './planned-item.ts';
import type { PlannedItem } from './restore-list.ts';
import { isWithin } from './restore-targets.ts';

export interface ExtraScope {
  readonly exclusions: Exclusions;
  /** The plan's folders. */
  readonly folders: readonly string[];
  /** Paths at the target that are nobody's to delete: repositories and this home. */
  readonly protectedPaths: readonly string[];
  readonly add: (item: PlannedItem) => void;
}

/** Source and target path of a folder, and the device that deleting must not leave. */
export interface Place {
  readonly source: string;
  readonly target: string;
  readonly dev: number;
}

/**
 * Plans the deletion of what a folder holds beyond `known`. What the plan leaves out was never looked at and stays, and
 * so do other file systems. Gives whether anything goes, and whether all of it does.
 */
export type ExtraFinder = (place: Place, known: ReadonlySet<string>) => { any: boolean; all: boolean };

export function createExtraFinder({ exclusions, folders, protectedPaths, add }: ExtraScope): ExtraFinder {
  const matcher = createExclusionMatcher(exclusions);

  const isLeftOut = (source: string, now: FileRecord): boolean => {
    const root = folders.find((folder) => isWithin(source, folder === '/' ? '' : folder));
    if (root === undefined) return false;
    const relative = source.slice(root === '/' ? 1 : root.length + 1);
    return relative !== '' && matcher.test(relative, now.type === fileType.folder, now.size) !== null;
  };
  const remove = ({ source, target, dev }: Place, now: FileRecord): { any: boolean; all: boolean } => {
    if (now.dev !== dev || protectedPaths.includes(target) || isLeftOut(source, now)) return { any: false, all: false };
    const within =
      now.type === fileType.folder ? findExtras({ source, target, dev }, new Set()) : { any: true, all: true };
    if (within.all) add(deletionOf(target, now));
    return { any: within.any || within.all, all: within.all };
  };
  const findExtras: ExtraFinder = ({ source, target, dev }, known) => {
    const names = readNames(target);
    const left = matcher.folderReason(names, () => readTag(`${target}/CACHEDIR.TAG`)) !== null;
    let [any, all] = [false, true];
    for (const name of names) {
      if (known.has(name)) continue;
      const now = recordOf(`${target}/${name}`);
      if (!now) continue;
      const place = { source: `${source}/${name}`, target: `${target}/${name}`, dev };
      const gone = left ? { any: false, all: false } : remove(place, now);
      any ||= gone.any;
      all &&= gone.all;
    }
    return { any, all };
  };
  return findExtras;
}

function readTag(file: string): Buffer | null {
  try {
    return fs.readFileSync(fsPath(file)).subarray(0, tagLength);
  } catch {
    // Not readable: then it is no valid tag, as for a backup.
    return null;
  }
}
