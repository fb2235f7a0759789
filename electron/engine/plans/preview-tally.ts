import type { BigIntStats } from 'node:fs';
import type { PlanPreview } from '#shared/domain/plan.ts';

const maxExamples = 20;
const maxUnreadable = 1000;

/** What one of a plan's folders holds, so far. */
export interface FolderTally {
  readonly path: string;
  files: number;
  bytes: number;
  missing: boolean;
}

/** What one reason leaves out, so far. */
export interface ReasonTally {
  entries: number;
  bytes: number;
  readonly examples: string[];
}

export type PreviewTally = ReturnType<typeof createPreviewTally>;

/** The growing totals of a preview. Bytes of an inode with several names count once. */
export function createPreviewTally(folders: readonly string[]) {
  const roots = folders.map((path): FolderTally => ({ path, files: 0, bytes: 0, missing: false }));
  const reasons = new Map<string, ReasonTally>();
  const unreadable: string[] = [];
  const countBytes = createByteCounter();
  const total = { folders: 0, excludedFiles: 0, excludedBytes: 0 };
  return {
    roots,
    addFolder: (): void => {
      total.folders += 1;
    },
    addFile: (root: FolderTally, stats: BigIntStats): void => {
      root.files += 1;
      root.bytes += countBytes(stats);
    },
    /** An entry is left out for a reason: counts it and gives the reason's tally. */
    exclude: (path: string, name: string): ReasonTally => {
      const reason = reasons.get(name) ?? { entries: 0, bytes: 0, examples: [] };
      reasons.set(name, reason);
      reason.entries += 1;
      if (reason.examples.length < maxExamples) reason.examples.push(path);
      return reason;
    },
    addExcludedFile: (reason: ReasonTally, stats: BigIntStats): void => {
      const bytes = countBytes(stats);
      reason.bytes += bytes;
      total.excludedFiles += 1;
      total.excludedBytes += bytes;
    },
    noteUnreadable: (path: string): void => {
      if (unreadable.length < maxUnreadable) unreadable.push(path);
    },
    read: (idlePatterns: readonly string[] | null): PlanPreview => ({
      ...total,
      done: idlePatterns !== null,
      files: roots.reduce((sum, root) => sum + root.files, 0),
      bytes: roots.reduce((sum, root) => sum + root.bytes, 0),
      byFolder: roots.map((root) => ({ ...root })),
      excluded: [...reasons].map(([reason, tally]) => ({ reason, ...tally, examples: [...tally.examples] })),
      idlePatterns: [...(idlePatterns ?? [])],
      unreadable: [...unreadable],
    }),
  };
}

function createByteCounter(): (stats: BigIntStats) => number {
  const seen = new Set<string>();
  return (stats) => {
    if (!stats.isFile()) return 0;
    if (stats.nlink > 1n) {
      const inode = `${stats.dev}:${stats.ino}`;
      if (seen.has(inode)) return 0;
      seen.add(inode);
    }
    return Number(stats.size);
  };
}
