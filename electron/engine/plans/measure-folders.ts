import fs from 'node:fs';
import type { Exclusions, PlanPreview } from '#shared/domain/plan.ts';
import { createExclusionMatcher, type ExclusionMatcher, tagLength } from '../backup/exclusion-matcher.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import { createPreviewTally, type FolderTally, type PreviewTally, type ReasonTally } from './preview-tally.ts';

export interface MeasureRequest {
  /** Real, absolute paths. */
  readonly folders: readonly string[];
  readonly exclusions: Exclusions;
  /** Left out wherever they are met. */
  readonly repositories: readonly string[];
}

interface Scope {
  readonly tally: PreviewTally;
  readonly matcher: ExclusionMatcher;
  readonly repositories: readonly string[];
  readonly oneFileSystem: boolean;
  /** Folders still to be read; what is left out is measured once the rest is known. */
  readonly included: Pending[];
  readonly excluded: Pending[];
}

interface Pending {
  readonly path: string;
  readonly root: FolderTally;
  readonly dev: bigint;
  /** Set inside of what is left out. */
  readonly reason: ReasonTally | null;
}

/**
 * Walks a plan's folders by the rules of a backup's scan. Yields after each folder what reads the totals so far; the
 * last one reads them with `done: true`. Synchronous: for a worker thread.
 */
export function* measureFolders(request: MeasureRequest): Generator<() => PlanPreview> {
  const { folders, exclusions, repositories } = request;
  const matcher = createExclusionMatcher(exclusions);
  const tally = createPreviewTally(folders);
  const { oneFileSystem } = exclusions;
  const scope: Scope = { tally, matcher, repositories, oneFileSystem, included: [], excluded: [] };
  for (const root of tally.roots) addRoot(scope, root);
  const next = () => scope.included.pop() ?? scope.excluded.pop();
  for (let folder = next(); folder; folder = next()) {
    walk(scope, folder);
    yield () => tally.read(null);
  }
  yield () => tally.read(matcher.idlePatterns());
}

function addRoot({ tally, included }: Scope, root: FolderTally): void {
  const stats = statOf(root.path, tally.noteUnreadable);
  if (!stats?.isDirectory()) {
    root.missing = true;
    return;
  }
  tally.addFolder();
  included.push({ path: root.path, root, dev: stats.dev, reason: null });
}

function walk(scope: Scope, folder: Pending): void {
  const { matcher, tally } = scope;
  const inside = folder.path === '/' ? '/' : `${folder.path}/`;
  const names = namesIn(folder.path, tally.noteUnreadable);
  const reason = folder.reason ? null : matcher.folderReason(names, () => readTag(`${inside}CACHEDIR.TAG`));
  for (const name of names) {
    const path = inside + name;
    const stats = statOf(path, tally.noteUnreadable);
    if (!stats) continue;
    if (folder.reason) leaveOut(scope, folder, { path, stats, reason: folder.reason });
    else visit(scope, folder, { path, stats, reason: matcher.isTag(name) ? null : reason });
  }
}

interface Found<Reason> {
  readonly path: string;
  readonly stats: fs.BigIntStats;
  readonly reason: Reason;
}

function visit(scope: Scope, folder: Pending, { path, stats, reason }: Found<string | null>): void {
  const { tally, matcher } = scope;
  if (scope.repositories.includes(path)) {
    tally.exclude(path, 'the repository itself');
    return;
  }
  const size = stats.isFile() ? Number(stats.size) : 0;
  const relative = path.slice(folder.root.path === '/' ? 1 : folder.root.path.length + 1);
  const why = reason ?? matcher.test(relative, stats.isDirectory(), size);
  if (why !== null) {
    leaveOut(scope, folder, { path, stats, reason: tally.exclude(path, why) });
  } else if (!stats.isDirectory()) {
    tally.addFile(folder.root, stats);
  } else {
    tally.addFolder();
    if (scope.oneFileSystem && stats.dev !== folder.dev) tally.exclude(path, 'another file system');
    else scope.included.push({ ...folder, path });
  }
}

function leaveOut({ tally, excluded }: Scope, folder: Pending, { path, stats, reason }: Found<ReasonTally>): void {
  if (!stats.isDirectory()) tally.addExcludedFile(reason, stats);
  // What is mounted inside would be as much a surprise as it is slow.
  else if (stats.dev === folder.dev) excluded.push({ ...folder, path, reason });
}

function statOf(path: string, noteUnreadable: (path: string) => void): fs.BigIntStats | undefined {
  try {
    return fs.lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false });
  } catch {
    noteUnreadable(path);
    return undefined;
  }
}

function namesIn(path: string, noteUnreadable: (path: string) => void): string[] {
  try {
    return readNames(path);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!gone) noteUnreadable(path);
    return [];
  }
}

function readTag(path: string): Buffer | null {
  try {
    return fs.readFileSync(fsPath(path)).subarray(0, tagLength);
  } catch {
    return null;
  }
}
