import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import { checkDestination } from '../repository/check-destination.ts';
import { destinationError } from '../repository/destination-error.ts';
import type { PlanPaths } from '../repository/layout.ts';
import { isRunning } from '../runs/process-identity.ts';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import type { Kept } from './clear-folder.ts';
import { type Removed, removeTrees } from './remove-trees.ts';
import { newKeptName, newTrashName, unownedNames } from './trash-names.ts';

export interface Trash {
  readonly repository: RepositoryRow;
  readonly paths: PlanPaths;
}

/**
 * Removes trees from a plan's trash; gives how many entries. Needs no lock: whoever empties it as well only finds that
 * something has gone already. What can't be removed stays, with a warning each. Throws `deletion-unfinished` when the
 * volume goes away meanwhile, and `cancelled`; the rest is then removed by a later run.
 */
export async function emptyTrash(
  context: RunContext,
  { repository, paths }: Trash,
  roots: readonly string[],
): Promise<number> {
  const { signal, runId, progress } = context;
  let entries = 0;
  const onRemoved = (count: number, path: string | null): void => {
    entries += count;
    progress.advance({ files: count }, path === null ? undefined : sourcePathOf(paths, path));
  };
  try {
    const device = fs.statSync(fsPath(paths.folder)).dev;
    const removed = await removeTrees({ roots, trash: paths.trash, device, runId, signal, onRemoved });
    // On a volume that went away everything looks removed.
    checkDestination(repository);
    setAside(paths, removed);
    warnOf(context, paths, removed);
    return entries;
  } catch (error) {
    if (signal.aborted) throw new HoldfastError('cancelled', { rest: restLater }, error);
    throw unfinished(error, repository.path);
  }
}

const restLater =
  'The deleted snapshots are gone from the list; the rest of their files is removed later: when Holdfast starts again, or with the next backup or deletion.';

/** Takes over what nobody removes any more, so that nobody else does; gives the paths. */
export function takeLeftovers({ catalogue, runId }: RunContext, paths: PlanPaths): string[] {
  if (!fs.existsSync(fsPath(paths.trash))) return [];
  const running = new Set(
    catalogue.runs
      .open()
      .filter((run) => run.kind === 'delete' && isRunning(run))
      .map(({ id }) => id),
  );
  return unownedNames(readNames(paths.trash), { running, kept: true }).flatMap((name) => {
    const place = `${paths.trash}/${newTrashName(runId)}`;
    return moved(`${paths.trash}/${name}`, place) ? [place] : [];
  });
}

/** So that it is not tried again, and warned of, at each start. */
function setAside(paths: PlanPaths, { keptRoots }: Removed): void {
  for (const root of keptRoots) moved(root, `${paths.trash}/${newKeptName()}`);
}

/** False for what has gone meanwhile, or will not move. */
function moved(from: string, to: string): boolean {
  try {
    fs.renameSync(fsPath(from), fsPath(to));
    return true;
  } catch {
    return false;
  }
}

function warnOf({ warn }: RunContext, paths: PlanPaths, { kept, keptCount }: Removed): void {
  for (const found of kept) {
    const path = sourcePathOf(paths, found.path) ?? found.path;
    warn({ code: 'not-deleted', path, message: `${path} was not removed from the disk: ${reasonOf(found)}.` });
  }
  if (keptCount > kept.length) {
    const message = `${keptCount - kept.length} more entries were not removed from the disk.`;
    warn({ code: 'not-deleted', path: paths.trash, message });
  }
}

function reasonOf({ code }: Kept): string {
  switch (code) {
    case 'EPERM':
      return 'the system does not permit it; it may be immutable (lsattr shows that, chattr -i ends it)';
    case 'EACCES':
      return 'it belongs to somebody else';
    case 'EXDEV':
    case 'EBUSY':
      return 'something is mounted there';
    default:
      return `the system says ${code}`;
  }
}

/** `/home/ann/letters` for what lies in TRASH/NAME/files/home/ann/letters; undefined for what is no entry of a snapshot. */
function sourcePathOf(paths: PlanPaths, path: string): string | undefined {
  const below = path.slice(paths.trash.length + 1).split('/');
  return below[1] === 'files' && below.length > 2 ? `/${below.slice(2).join('/')}` : undefined;
}

function unfinished(error: unknown, path: string): HoldfastError {
  const { code } = destinationError(error, path);
  return new HoldfastError('deletion-unfinished', { path, reason: reasons[code] ?? String(error) }, error);
}

const wentAway = 'its drive went away';
const reasons: Readonly<Record<string, string>> = {
  'destination-missing': wentAway,
  'destination-not-mounted': wentAway,
  'destination-wrong-volume': wentAway,
  'destination-read-only': 'it has become read-only',
  'destination-full': 'its disk is too full even for that',
};
